"""Every word of the interface, and its lookup."""
