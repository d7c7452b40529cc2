"""`make components`: serve the page *Components* on http://127.0.0.1:8000/components.html until Ctrl+C."""

from contextlib import suppress
from threading import Event

from tests.browser.serving import serving
from tests.showcase.page import FILE, build_components

with serving(build_components(), port=8000) as address, suppress(KeyboardInterrupt):
    print(f"{address}/{FILE}, until you press Ctrl+C; run it again after a change", flush=True)
    Event().wait()
