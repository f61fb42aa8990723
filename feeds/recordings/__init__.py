"""Recorded fairs: how they are read, played back, made and written anew."""
