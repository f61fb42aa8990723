"""What the desk's keys do, each act asking first what it needs: rests on boxes and keys."""
