"""Learning and measuring: labelled fairs in, a model and its figures out."""
