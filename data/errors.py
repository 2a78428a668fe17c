"""What can go wrong at the data's boundary. Messages are Chinese sentences that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data import cell_ranges
from data.cell_ranges import Range


class StoreError(Exception):
    """The store of versions refused or failed; nothing that was published has changed."""

    def message(self, language: str = "zh") -> str:
        """The sentence in a language; in Chinese where it is not said in English."""
        sentence = self.args[0] if self.args and isinstance(self.args[0], str) else str(self)
        return str(sentence) if language == "zh" else english(sentence)


class StaleBaseError(StoreError):
    """The current version is no longer the one that the publisher previewed against."""


class BusyError(StoreError):
    """Another publisher holds the store's lock."""


class StoppedError(StoreError):
    """Whoever published asked for it to stop, and was in time."""


class UnknownVersionError(StoreError):
    """No version has that name."""


class DamagedError(StoreError):
    """A version's file cannot be opened, or its contents fail the check."""


class UnavailableError(StoreError):
    """A version's file cannot be opened at present (rights, memory, a share that is away): no sign of damage."""


class InUseError(UnavailableError):
    """Another program holds a version's file open for writing."""


class NotWritableError(StoreError):
    """The store's folder cannot be written by this user: a read-only disk or share, or rights."""


class NoSpaceError(StoreError):
    """Too little free disk space to publish."""


class Said(str):
    """A clause in both languages: as a string it is Chinese; `en` is the English of it."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, zh: str, en: str) -> Said:
        """`zh` and `en` say the same."""
        self = super().__new__(cls, zh)
        self.en = en
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, str]]:
        return Said, (str(self), self.en)


class Asked(Said):
    """A question to the clerk with what to do where the answer is no: «对吗？不对的请改正日期»."""

    __slots__ = ("question", "remedy")
    question: Said
    remedy: Said

    def __new__(cls, question: Said, remedy: Said) -> Asked:
        """Both say something, in both languages."""
        if not (question and remedy and question.en and remedy.en):
            raise ValueError("a question and its remedy, in both languages")
        remedy_en = remedy.en[0].upper() + remedy.en[1:]
        self = str.__new__(cls, f"{question}{remedy}")
        self.en = f"{question.en} {remedy_en}"
        self.question, self.remedy = question, remedy
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, str]]:
        return Asked, (self.question, self.remedy)


def english(clause: str) -> str:
    """A clause's English; itself where it has none (a value, a name)."""
    return clause.en if isinstance(clause, Said) else clause


class _Place:
    """Where a finding is, for every kind of finding."""

    cell: str

    @property
    def row(self) -> int | None:
        """The sheet's row, from 1; None for a finding about a sheet or file as a whole."""
        found = cell_ranges.place(self.cell)
        return found[0] + 1 if found else None


@dataclass(frozen=True)
class LedgerError(_Place):
    """One problem of a ledger: where it is, what is wrong and what to do about it.

    `cell` is an A1 address («C12»), or "" for the sheet or file as a whole; `sheet` may be "" too.
    For csv `place` says row and column in words, since a text editor shows no A1 addresses. Errors of one `kind` are
    one fault at several cells; "" leaves it to their words. `count`: how many it stands for, where they are not listed.
    """

    file: str
    sheet: str
    cell: str
    value: str
    why: str
    todo: str
    place: str = ""
    kind: str = field(default="", compare=False, repr=False)
    count: int = field(default=1, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.todo:
            raise TypeError("an error says what to do")

    def __str__(self) -> str:
        where = f"{self.file}" + (f"“{self.sheet}”表" if self.sheet else "")
        if self.cell:
            where += f"{self.place}（{self.cell}）" if self.place else f"{self.cell}单元格"
        value = f"的值“{self.value}”" if self.value else ""
        return f"{where}{value}：{self.why}，{self.todo}。"

    def message(self, language: str = "zh") -> str:
        """What is wrong and what to do, without the place."""
        if language == "zh":
            return f"{self.why}，{self.todo}"
        return f"{english(self.why)}: {english(self.todo)}"


@dataclass(frozen=True)
class LedgerWarning(_Place):
    """What looks wrong in a ledger but may be right: where, why, and a question to the clerk with its remedy.

    It goes in as it is once it has been accepted. `cell` is the first of its `count` cells, and `value` what that one
    holds; `ranges` are all of them (none where it is `cell` alone). A note (`is_note`) only tells how something was
    read, asks nothing and need not be accepted. Warnings of one `kind` are one doubt; "" leaves it to their words.
    """

    file: str
    sheet: str
    cell: str
    value: str
    why: str
    ask: Asked | None
    count: int = 1
    is_note: bool = False
    kind: str = field(default="", compare=False, repr=False)
    ranges: tuple[Range, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.is_note == isinstance(self.ask, Asked):
            raise TypeError("what has to be accepted says what to do, and a note asks nothing")

    def __str__(self) -> str:
        cells = f"{self.cell}等{self.count}格" if self.count > 1 else self.cell
        word = "说明" if self.is_note else "提示"
        value = f"「{self.value}」" if self.value else ""
        end = f"，{self.ask}" if self.ask else ""
        return f"{word}：{self.sheet}!{cells}{value}{self.why}{end}。".replace("？。", "？")

    def message(self, language: str = "zh") -> str:
        """What looks wrong and what is asked, without the place."""
        why, ask = (self.why, self.ask) if language == "zh" else (english(self.why), english(self.ask or ""))
        return f"{why}{'，' if language == 'zh' else ': '}{ask}" if ask else why


class LedgerErrors(Exception):  # noqa: N818  (it holds many)
    """A ledger that cannot be published, with every problem found, in sheet, row and column order."""

    def __init__(self, errors: Sequence[LedgerError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
