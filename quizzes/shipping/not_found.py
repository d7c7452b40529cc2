"""The page for addresses that lead nowhere, which a server shows in the place of any page, in any folder.

MkDocs writes its addresses from the host's root, but a school's handbook may lie under any path. So they are made
relative, and the page's own script looks in which of the folders above the handbook is.
"""

import re

FILE = "404.html"

# The parts that MkDocs and the theme write from the root: addresses, the theme's scope of what it keeps, its settings.
_ADDRESS = re.compile(r'\b(href|src)="/(?!/)')
_SCOPE = 'new URL("/",location)'
_SETTING = re.compile(r'("(?:base|search)": ?")/')


def relocatable(html: str) -> str:
    """The page with addresses that its script can lead to the handbook's folder."""
    html = _ADDRESS.sub(r'\1="', html)
    html = html.replace('href=""', 'href="."')
    return _SETTING.sub(r"\1", html.replace(_SCOPE, "new URL(document.baseURI)"))
