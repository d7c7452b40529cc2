"""Measure how many records the register command checks in a second, and how much memory it takes."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from bench.figures import Figure
from bench.site import ROOT
from quizzes.authoring.catalogue import load_catalogue
from tests.engine.records import content_of, with_valid_checksum
from tests.recording import random_answers, record_of

ROUNDS = 5
COUNTS = (1, 1_000, 10_000)
DISTINCT = 350
"""Random sets of answers. Further records repeat them under other names."""

NOISE = 0.15
"""Share by which memory and time per record may exceed their targets."""
KB_PER_MB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: CPU seconds, wall-clock seconds, and peak memory."""

    cpu_s: float
    wall_s: float
    memory_mb: float


def figures(site: Path) -> Iterator[Figure]:
    """Measure the whole command: it reads the content, reads and checks the files, and writes the table."""
    with TemporaryDirectory() as folder:
        piles = [_pile(Path(folder) / str(count), count) for count in COUNTS]
        runs = [
            [_run(pile) for pile in piles] for _ in range(ROUNDS)
        ]  # alternating, so that a busy spell affects all piles
    one, few, many = (
        Run(
            min(run.cpu_s for run in of_pile),
            min(run.wall_s for run in of_pile),
            median(run.memory_mb for run in of_pile),
        )
        for of_pile in zip(*runs, strict=True)
    )
    yield Figure("register: one record, most of it reading the content", one.cpu_s, "s", note="CPU time")
    for run, count in zip((few, many), COUNTS[1:], strict=True):
        rate = (count - 1) / (run.cpu_s - one.cpu_s)
        note = f"best of {ROUNDS}; {run.wall_s:.1f} s of wall-clock time, including reading the content"
        yield Figure(f"    {count:,} records", rate, "a second", 2000, at_least=True, note=note)
    growth = _seconds_per_record((few, 1_000), (many, 10_000)) / _seconds_per_record((one, 1), (few, 1_000))
    yield Figure("    time per record, 1,000 to 10,000, over that of 1 to 1,000", growth, "", 1 + NOISE)
    yield Figure("    peak memory, 1,000 records", few.memory_mb, "MB")
    yield Figure("    peak memory, 10,000 records", many.memory_mb, "MB", few.memory_mb * (1 + NOISE))


def _pile(folder: Path, count: int) -> Path:
    """Write ``count`` records into a new folder, equally many of each module. Return the folder."""
    folder.mkdir()
    random = Random(count)
    modules = islice(cycle(load_catalogue(ROOT).modules.values()), min(count, DISTINCT))
    made = [record_of(module, answering=random_answers(random)) for module in modules]
    for number, record in enumerate(islice(cycle(made), count)):
        content = json.loads(with_valid_checksum({**content_of(record), "name": f"Person {number}"}))
        (folder / f"{number}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def _run(pile: Path) -> Run:
    """Run the command in a new process. Raises RuntimeError if a record does not hold."""
    command = [sys.executable, "-c", _MEASURED, "register", str(pile), "--csv", f"{pile}.csv", "--json"]
    before = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    wall_s = time.perf_counter() - before
    if done.returncode:
        raise RuntimeError(f"register ended with {done.returncode}: {done.stderr}")
    cpu_s, memory_kb = done.stderr.splitlines()[-1].split()
    return Run(float(cpu_s), wall_s, float(memory_kb) / KB_PER_MB)


# A process must report its own peak memory. What the system reports after it has ended includes its parent's.
_MEASURED = """
import re, sys, time
from pathlib import Path
from quizzes.__main__ import main
code = main()
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(code)
"""


def _seconds_per_record(small: tuple[Run, int], large: tuple[Run, int]) -> float:
    """Return the CPU seconds that each additional record takes, from (run, number of records)."""
    return (large[0].cpu_s - small[0].cpu_s) / (large[1] - small[1])
