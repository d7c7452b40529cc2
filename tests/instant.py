"""The moment, time zone and language that every test runs in, whatever this machine's are.

To try another: ``TEST_NOW=2028-02-29T12:00 TEST_ZONE=Pacific/Auckland pytest …``.
"""

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = os.environ.get("TEST_ZONE") or "Europe/London"
LOCALE = "en-GB"

NOW = datetime.fromisoformat(os.environ.get("TEST_NOW") or "2026-11-23T10:30").replace(tzinfo=ZoneInfo(ZONE))
"""When every test begins. In browsers time goes on from here."""

TODAY = NOW.date()


def pin() -> None:
    """Give the zone, a neutral language and the moment's date to this process and to those that it starts."""
    os.environ |= {"TZ": ZONE, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    time.tzset()
