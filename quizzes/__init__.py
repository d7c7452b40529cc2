"""A staff handbook whose scenarios are marked in the browser. Start with contributing/architecture.md."""
