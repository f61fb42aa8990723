"""The pure heart: facts go in, changes come out, and nothing else happens.

On top lie its nouns, and the engine. Under them is a room for each thing that the engine
settles, resting on those before it: text, posts, threads, parties, verdicts, vacancies, needs,
speech, cases, views. Each says in its first line what it settles.
"""
