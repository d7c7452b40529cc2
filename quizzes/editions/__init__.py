"""What a handbook says, kept as a file, and what changed from one to the next."""
