"""Adapts the page for missing addresses, which a server shows at any address in any folder.

MkDocs starts this page's links at the host's root, but a school may host the handbook under any path. So the links are
made relative, and the page's own script finds the handbook's folder.
"""

import re

FILE = "404.html"

# What MkDocs and the theme start at the root: links, the scope of the theme's storage, and the theme's settings.
_ADDRESS = re.compile(r'\b(href|src)="/(?!/)')
_SCOPE = 'new URL("/",location)'
_SETTING = re.compile(r'("(?:base|search)": ?")/')


def relocatable(html: str) -> str:
    """Return the page with links relative to the handbook's folder, which its script sets as the base."""
    html = _ADDRESS.sub(r'\1="', html)
    html = html.replace('href=""', 'href="."')
    return _SETTING.sub(r"\1", html.replace(_SCOPE, "new URL(document.baseURI)"))
