"""Measure how long the site takes to build, and how that grows with the number of scenarios."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figures import Figure
from bench.generated import generate
from bench.site import ROOT

ROUNDS = 3
COUNTS = (6, 60, 600)
# Share by which the growth may exceed 1: it is computed from differences between times, which vary from run to run.
NOISE = 0.1


def figures(site: Path) -> Iterator[Figure]:
    """Measure the real site, then generated ones. A first build bundles the runtime, which later builds reuse."""
    _build(ROOT)
    wall_s, cpu_s = (median(times) for times in zip(*(_build(ROOT) for _ in range(ROUNDS)), strict=True))
    yield Figure("building the site", wall_s, "s", 4, note=f"median of {ROUNDS}; CPU time {cpu_s:.2f} s")
    times = []
    for count in COUNTS:
        with TemporaryDirectory() as folder:
            project = generate(Path(folder), count)
            # The largest needs no second run: disturbances take tenths of a second, and it takes much longer.
            times.append(min(_build(project)[1] for _ in range(1 if count == COUNTS[-1] else ROUNDS)))
        yield Figure(f"    {count} generated scenarios", times[-1], "s", note="CPU time")
    few, more, many = zip(times, COUNTS, strict=True)
    growth = _seconds_per_scenario(more, many) / _seconds_per_scenario(few, more)
    yield Figure("    time per scenario, 60 to 600, over that of 6 to 60", growth, "", 1 + NOISE)


def _build(project: Path) -> tuple[float, float]:
    """Build in a new process, as `make site` does.

    Returns wall-clock seconds and CPU seconds. A busy machine hardly changes the latter.
    """
    with TemporaryDirectory() as folder:
        # --strict only for the real site: generated ones have pages that link to modules they lack.
        strict = ["--strict"] if project == ROOT else []
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *strict, "--site-dir", folder]
        start, before = time.perf_counter(), os.times()
        subprocess.run(command, cwd=project, check=True)
        after = os.times()
    cpu_s = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - start, cpu_s


def _seconds_per_scenario(small: tuple[float, int], large: tuple[float, int]) -> float:
    """Return the seconds that each additional scenario takes, from (seconds, number of scenarios)."""
    return (large[0] - small[0]) / (large[1] - small[1])
