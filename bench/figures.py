"""Measured figures with their targets, and the table of them. Only this module prints."""

from collections.abc import Iterable
from dataclasses import dataclass

_DECIMALS = {"ms": 0, "s": 2, "kB": 0, "MB": 2, "": 2, "of 100": 0, "a second": 0, "files": 0}
_LABEL_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. A figure without a target is only for comparison."""

    what: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None if there is no target."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


def print_table(figures: Iterable[Figure]) -> bool:
    """Print every figure as soon as it is measured. Return whether every target is met."""
    print(f"{'':{_LABEL_WIDTH}}  {'measured':>15}  {'target':>10}  met", flush=True)
    missed = [figure for figure in map(_printed, figures) if figure.met is False]
    print("\nEvery target is met." if not missed else f"\nTargets missed: {len(missed)}.")
    return not missed


def _printed(figure: Figure) -> Figure:
    decimals = _DECIMALS[figure.unit]
    sign = "≥" if figure.at_least else "≤"
    target = "" if figure.target is None else f"{sign} {figure.target:g}"
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    note = f"  {figure.note}" if figure.note else ""
    value = f"{figure.value:.{decimals}f} {figure.unit:6}"
    print(f"{figure.what:{_LABEL_WIDTH}}  {value:>15}  {target:>10}  {met:3}{note}".rstrip(), flush=True)
    return figure
