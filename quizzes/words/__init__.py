"""The interface's words and their lookup."""
