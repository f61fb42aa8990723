"""What is kept of fairs in the data folder, and how it is taken away again."""
