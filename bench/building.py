"""How long the site takes to build, and how that grows with the number of scenarios."""

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
# What one more scenario takes is told from differences of two times each, which are never quite the same twice.
NOISE = 0.1


def figures(site: Path) -> Iterator[Figure]:
    """The real one, then generated ones; the runtime is bundled before, as it is after the first build."""
    _built(ROOT)
    seconds, processor = (median(each) for each in zip(*(_built(ROOT) for _ in range(ROUNDS)), strict=True))
    yield Figure("building the site", seconds, "s", 4, note=f"median of {ROUNDS}; {processor:.2f} s of the processor")
    times = []
    for count in COUNTS:
        with TemporaryDirectory() as folder:
            project = generate(Path(folder), count)
            # The long one needs no second look: what disturbs a build is a matter of tenths of a second.
            times.append(min(_built(project)[1] for _ in range(1 if count == COUNTS[-1] else ROUNDS)))
        yield Figure(f"    {count} generated scenarios", times[-1], "s", note="of the processor")
    few, more, many = zip(times, COUNTS, strict=True)
    growth = _each(more, many) / _each(few, more)
    yield Figure("    one more scenario: from 60 to 600 over from 6 to 60", growth, "", 1 + NOISE)


def _built(project: Path) -> tuple[float, float]:
    """Build in a process of its own, as `make site` does.

    Returns the seconds by the clock, and those of the processor, which a busy machine hardly changes.
    """
    with TemporaryDirectory() as folder:
        # Strictly only the real one: pages that are kept have links to modules that are not.
        strict = ["--strict"] if project == ROOT else []
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *strict, "--site-dir", folder]
        start, before = time.perf_counter(), os.times()
        subprocess.run(command, cwd=project, check=True)
        after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - start, spent


def _each(less: tuple[float, int], more: tuple[float, int]) -> float:
    """Seconds that each further scenario takes."""
    return (more[0] - less[0]) / (more[1] - less[1])
