"""By which key each act is asked for, by which typed word, under which names: rests on nothing."""
