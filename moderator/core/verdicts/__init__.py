"""What a post is, in that place, by that author: rests on parties."""
