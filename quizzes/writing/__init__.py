"""What authors run: check the content, and start, rename or retire a scenario or a module."""
