"""How many records a county's command checks in a second, and how much memory that takes."""

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
from tests.engine.records import anew, content_of
from tests.recording import anyhow, record_of

ROUNDS = 5
COUNTS = (1, 1_000, 10_000)
DIFFERENT = 350
"""Sets of answers, drawn at random; the other records have the same under other names."""

NOISE = 0.15
KB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds of the processor and by the clock, and megabytes at most."""

    processor: float
    clock: float
    memory: float


def figures(site: Path) -> Iterator[Figure]:
    """The whole command: reading the files, checking them, writing the table. To begin with it reads the content."""
    with TemporaryDirectory() as folder:
        piles = [_pile(Path(folder) / str(count), count) for count in COUNTS]
        runs = [[_run(pile) for pile in piles] for _ in range(ROUNDS)]  # in turn: a busy spell falls on all alike
    begin, few, many = (
        Run(min(run.processor for run in each), min(run.clock for run in each), median(run.memory for run in each))
        for each in zip(*runs, strict=True)
    )
    yield Figure("register: one record, most of it reading the content", begin.processor, "s", note="of the processor")
    for run, count in zip((few, many), COUNTS[1:], strict=True):
        rate = (count - 1) / (run.processor - begin.processor)
        note = f"best of {ROUNDS}; {run.clock:.1f} s by the clock, the content and all"
        yield Figure(f"    {count:,} records", rate, "a second", 2000, at_least=True, note=note)
    growth = _each((few, 1_000), (many, 10_000)) / _each((begin, 1), (few, 1_000))
    yield Figure("    one more record: from 1,000 to 10,000 over up to 1,000", growth, "", 1 + NOISE)
    yield Figure("    peak memory, 1,000 records", few.memory, "MB")
    yield Figure("    peak memory, 10,000 records", many.memory, "MB", few.memory * (1 + NOISE))


def _pile(folder: Path, count: int) -> Path:
    """A folder with so many records, as many of each module."""
    folder.mkdir()
    random = Random(count)
    modules = islice(cycle(load_catalogue(ROOT).modules.values()), min(count, DIFFERENT))
    made = [record_of(module, answering=anyhow(random)) for module in modules]
    for number, record in enumerate(islice(cycle(made), count)):
        content = json.loads(anew({**content_of(record), "name": f"Person {number}"}))
        (folder / f"{number}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def _run(pile: Path) -> Run:
    """Run the command in a process of its own. Raises RuntimeError where not every record holds."""
    command = [sys.executable, "-c", _MEASURED, "register", str(pile), "--csv", f"{pile}.csv", "--json"]
    before = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - before
    if done.returncode:
        raise RuntimeError(f"register ended with {done.returncode}: {done.stderr}")
    processor, memory = done.stderr.splitlines()[-1].split()
    return Run(float(processor), clock, float(memory) / KB)


# Of its peak memory a process has to be asked: what the system tells of an ended one begins with its parent's.
_MEASURED = """
import re, sys, time
from pathlib import Path
from quizzes.__main__ import main
code = main()
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(code)
"""


def _each(less: tuple[Run, int], more: tuple[Run, int]) -> float:
    """Seconds of the processor that each further record takes."""
    return (more[0].processor - less[0].processor) / (more[1] - less[1])
