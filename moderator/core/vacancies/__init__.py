"""Which vacancies are one, for which jobs, and who else may speak for them: rests on verdicts."""
