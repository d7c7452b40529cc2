"""The moment, time zone and language of every test, whatever this machine has.

To try others: ``TEST_NOW=2028-02-29T12:00 TEST_ZONE=Pacific/Auckland pytest …``.
"""

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = os.environ.get("TEST_ZONE") or "Europe/London"
LOCALE = "en-GB"

NOW = datetime.fromisoformat(os.environ.get("TEST_NOW") or "2026-11-23T10:30").replace(tzinfo=ZoneInfo(ZONE))
"""The moment at which every test begins. In browsers time goes on from here."""

TODAY = NOW.date()


def pin() -> None:
    """Set the zone, a neutral language and the build date for this process and for those that it starts."""
    os.environ |= {"TZ": ZONE, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    time.tzset()
