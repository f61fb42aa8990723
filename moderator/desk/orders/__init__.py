"""What can be typed in plain mode, each order giving lines to say: rests on choices and telling."""
