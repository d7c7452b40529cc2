"""Editions of the handbook: save one as a file, and compare two."""
