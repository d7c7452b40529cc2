"""A register on the command line that grows: what an earlier one had, the records that are checked now, and options."""

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from quizzes.engine.records.checking import CREDIBLE, Row
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.keeping import KeptRegister, grown, keep, open_kept, staff_text, unread_lines
from quizzes.engine.records.names import key_of
from quizzes.engine.records.register import DueIn, ListedRow, Register
from quizzes.engine.records.required import Required
from quizzes.engine.records.staff import Staff
from quizzes.engine.records.staff_list import ListReading, read_staff
from quizzes.engine.records.table import due_list
from quizzes.register.kept import read_register_file, requirements_of, with_requirements, write_register_file
from quizzes.register.staff import read_staff_file
from quizzes.words.lookup import translate

_MONTHS = 12


def settings_of(arguments: Namespace, modules: Collection[str]) -> tuple[KeptRegister, ListReading | None]:
    """Return the register file that was read, or an empty one, with what the options say in the place of its own.

    Return also how a staff list was understood, if one was given. Raises KeptError or StaffError if a file cannot be
    read, or an option is wrong.
    """
    today = arguments.today.isoformat()
    kept = KeptRegister("", today, _MONTHS, (), (), {}, (), {})
    if arguments.state:
        kept = read_register_file(arguments.state)
    required = with_requirements(kept.required, requirements_of(arguments.require, modules))
    listed = read_staff_file(arguments.staff, arguments.name_column) if arguments.staff else None
    months = kept.months if arguments.months is None else arguments.months
    settings = replace(kept, saved=today, months=months, required=required)
    if listed:
        return replace(settings, staff=listed.members, unread=unread_lines(listed.reading)), listed.reading
    # The file's list still leaves doubt about who is missing.
    again = read_staff(staff_text(kept.staff, kept.unread)) if kept.unread else None
    return settings, again.reading if again else None


class Growing:
    """A register that is made of a register file and of records, as the command's ``arguments`` say."""

    def __init__(
        self, arguments: Namespace, kept: KeptRegister, reading: ListReading | None, handbook: Handbook
    ) -> None:
        self.handbook = handbook
        self._arguments = arguments
        self._kept = kept
        self._leavers = {key_of(name): name for name in arguments.leaver}
        self._unknown = dict(self._leavers)
        staff = [member for member in kept.staff if not self._has_left(member.name)]
        aliases = {key_of(name): key_of(member) for name, member in kept.same.items()}
        self._required = Required(kept.required)
        self.register = Register(Staff(staff, aliases, reading), kept.months, kept.saved, self._required)
        self._remembered: list[ListedRow] = []

    def rows(self, checked: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of both, with names as the staff list spells them."""
        for row in map(self.register.staff.listed, grown(checked, open_kept(self._kept, self.handbook).rows)):
            if not self._has_left(row.name):
                yield row

    def add(self, row: ListedRow) -> None:
        """Remember a row that the register shows, if ``finish`` needs it."""
        saves, lists = self._arguments.save, self._arguments.due_list
        if (saves and row.status in CREDIBLE) or (lists and row.due_in is not DueIn.LATER):
            self._remembered.append(row)

    def finish(self, words: Mapping[str, str]) -> None:
        """Write the files that the options ask for, and say what has become of the others. Raises KeptError."""
        if retired := open_kept(self._kept, self.handbook).retired:
            print(translate("register_say_retired", modules=", ".join(retired)), file=sys.stderr)
        for name in self._unknown.values():
            print(f"--leaver {name}: nobody in the register has this name", file=sys.stderr)
        for option in self._arguments.require:
            role = option.rpartition("=")[0]
            if role and not self._required.has_found(role):
                print(f"--require {option}: nobody in the register has this role", file=sys.stderr)
        if file := self._arguments.due_list:
            file.write_text(f"{due_list(self._remembered, words)}\n", encoding="utf-8")
        if file := self._arguments.save:
            settings = replace(
                self._kept, about=words["kept_about"], staff=tuple(self.register.staff.members), rows=(), modules={}
            )
            saved = keep(self._remembered, settings, [self._kept], self.handbook, self._leavers.values())
            write_register_file(file, saved)
            print(f"{file}: saved, with {len(saved.rows):,} entries", file=sys.stderr)

    def _has_left(self, name: str) -> bool:
        key = key_of(name)
        if key not in self._leavers:
            return False
        self._unknown.pop(key, None)
        return True
