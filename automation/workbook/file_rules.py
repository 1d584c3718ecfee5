"""Which data validations of an .xlsx tab are missing or of an older schema; and giving them.

A validation is ours when it says what ours say to values it does not take. All others are people's
and stay. What ours should be is read from a workbook made this moment, so it is said only once how
they are made: in `entry_rules`.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from automation.language import LANGUAGES, Sentence, mark
from automation.workbook.backends.ooxml.validations import (
    Cells,
    Entry,
    Validations,
    entry_of,
    set_choices,
)
from automation.workbook.backends.ooxml.xml import Element
from automation.workbook.choices import Whose, judge, some_of
from automation.workbook.entry_rules import Wording
from automation.workbook.schema import Field

_OUR_WORDS = ("choose", "date", "time_of_day", "number", "machine_warning")
_LOST = "#REF!"
_ANYTHING = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A column's cells, or a setting's cell: what it is, and the validation ours would have."""

    field: Field
    cells: Cells
    ours: Element
    is_new: bool = False
    """Whether the column was made just now: nothing is said of it."""


@dataclass
class FileRules:
    """The rules of one tab; `title` is what the tab is called."""

    title: str
    wording: Wording
    standing: Validations
    titles: Set[str] = frozenset()
    """What the validations of all its columns and settings are headed, as far as they are their own."""
    said: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def renew(self, dues: Sequence[Due]) -> bytes | None:
        """Give the tab what it lacks; return its part, None when it lacks nothing."""
        lacking: list[Field] = []
        for due in dues:
            found = self.standing.over(due.cells)
            for element in found:
                if self._is_elsewhere(due, entry_of(element)):
                    self.standing.replace(element, due.ours, due.cells)
                    lacking += [due.field]
                else:
                    self._renew(due, element)
            if not found and self._is_missed(due):
                self.standing.add(due.ours, due.cells)
                lacking += [] if due.is_new else [due.field]
        if lacking:
            told = mark("Gave {columns} in “{tab}” the choices and hints of typing back.")
            columns = some_of([*dict.fromkeys(map(self._title, lacking))])
            self.said.append(Sentence(told, {"columns": columns, "tab": self.title}))
        return self.standing.xml()

    def _is_missed(self, due: Due) -> bool:
        """Whether something ours is missing; a mere hint is not worth a write to who removed it."""
        is_hint = entry_of(due.ours).kind == _ANYTHING
        return (due.is_new or not is_hint) and not self.standing.is_extended(due.cells)

    def _renew(self, due: Due, element: Element) -> None:
        ours, there = entry_of(due.ours), entry_of(element)
        if ours.choices is not None and there.choices is not None:
            self._renew_list(due, element, there, there.choices)
        elif ours.kind in (_ANYTHING, there.kind):
            if _LOST in there.formula:
                self._replace(due, element)
        elif self._is_ours(due.field, there):
            self._replace(due, element)
        else:
            told = mark("“{column}” in “{tab}” has a rule of your own, so it stays. To have Lembar's, remove it, then run it again.")  # fmt: skip
            self.notes.append(Sentence(told, self._facts(due.field)))

    def _renew_list(self, due: Due, element: Element, there: Entry, choices: Sequence[str]) -> None:
        judged = judge(
            due.field, choices,
            has_our_words=there.told in self._texts("choose"), language=self.wording.language,
        )  # fmt: skip
        said = judged.says(column=self._title(due.field), tab=self.title)
        if judged.whose is Whose.OWN:
            self.notes += [said] if said else []
            return
        was_closed = there.is_strict and not entry_of(due.ours).is_strict
        if judged.whose is Whose.OLDER or was_closed:
            renewed = self.standing.own(element, due.cells)
            set_choices(renewed, due.field.allowed(judged.language))
            if was_closed:
                renewed.attrib.pop("showErrorMessage", None)
            self.said.append(said or self._again(due.field))

    def _replace(self, due: Due, element: Element) -> None:
        self.standing.replace(element, due.ours, due.cells)
        self.said.append(self._again(due.field))

    def _is_elsewhere(self, due: Due, there: Entry) -> bool:
        """Whether it is ours of another column: a program moved cells and left their rules behind."""
        own = {title[:32] for title in due.field.titles.values()}
        is_ours = there.kind == _ANYTHING or there.told in self._our_texts
        return is_ours and there.title in self.titles - own

    def _is_ours(self, ours: Field, there: Entry) -> bool:
        if there.kind == _ANYTHING:
            return there.title in {title[:32] for title in ours.titles.values()}
        return there.told in self._our_texts

    @cached_property
    def _our_texts(self) -> set[str]:
        return {text for word in _OUR_WORDS for text in self._texts(word)}

    def _texts(self, word: str) -> set[str]:
        return {self.wording.texts[word][one] for one in LANGUAGES}

    def _again(self, ours: Field) -> Sentence:
        return Sentence(mark("Brought the rule of “{column}” in “{tab}” up to date."), self._facts(ours))  # fmt: skip

    def _facts(self, ours: Field) -> Mapping[str, object]:
        return {"column": self._title(ours), "tab": self.title}

    def _title(self, ours: Field) -> str:
        return ours.title(self.wording.language)
