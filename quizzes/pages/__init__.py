"""From the model to HTML: the parts of pages, and the Markdown extension that puts them there."""
