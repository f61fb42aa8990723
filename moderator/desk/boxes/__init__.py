"""What opens over the desk, to ask or to be looked at: rests on choices and panels."""
