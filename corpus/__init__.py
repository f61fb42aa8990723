"""The labelled fairs that this project learns from, and the recordings made of them."""
