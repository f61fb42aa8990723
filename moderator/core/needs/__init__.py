"""What a question or report is about, and whose word it wants: rests on vacancies."""
