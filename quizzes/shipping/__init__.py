"""Everything around the pages: scripts, fonts, Python for the browser, the security policy and the zip."""
