"""What can be typed in plain mode: each order does something and gives lines to say."""
