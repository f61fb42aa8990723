"""The desk, and what stands there before it: rests on acts, boxes and panels."""
