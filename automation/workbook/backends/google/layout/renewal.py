"""Which data validations of a tab are missing or of an older schema, and what replaces them. Pure.

A rule is ours when it says what ours say; a list of several, or an open one, says nothing and is
ours while it refuses nothing and offers only what we know. All others are people's and stay, cell
by cell: where they ruled only some rows, only the others are renewed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from automation.language import LANGUAGES, Sentence, mark
from automation.workbook.backends.google.cells import Message
from automation.workbook.backends.google.layout.answers import rule_in
from automation.workbook.backends.google.layout.place import Place, runs
from automation.workbook.backends.google.layout.rules import rule_of, setting_rule
from automation.workbook.backends.google.layout.standing import Rule
from automation.workbook.choices import Whose, judge, some_of
from automation.workbook.entry_rules import Wording
from automation.workbook.schema import Field, ListStyle

_OUR_WORDS = ("choose", "date", "time_of_day", "number")
_LOST = "#REF!"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a rule that stands: another in its place, or none; and what to say of it."""

    rule: Message | None = None
    said: Sentence | None = None
    is_own: bool = False


_STAYS = Fate()


@dataclass(frozen=True)
class Renewal:
    """The rules of one tab: `rules` stand there, `sources` say where the ids of other tabs are."""

    place: Place
    wording: Wording
    sources: Mapping[str, str]
    rules: Mapping[tuple[int, int], Rule]
    added: Collection[str] = ()
    """Columns made just now: nothing is said of those."""
    said: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def columns(self, names: Sequence[str]) -> Iterator[Message]:
        """Yield what gives these columns the rules they lack, and newer ones for older."""
        lacking = [name for name in names if not self._below(name) and self._wanted(name)]
        for name in names:
            yield from self._given(name) if name in lacking else self._renewed(name)
        if given := [name for name in lacking if name not in self.added]:
            columns = some_of([self._title(self.place.tab.fields[name]) for name in given])
            facts = {"columns": columns, "tab": self.place.title}
            told = mark("Gave {columns} in “{tab}” the choices and hints of typing back.")
            self.said.append(Sentence(told, facts))

    def settings(self, rows: Mapping[int, Field]) -> Iterator[Message]:
        """Yield the same for the settings, each of which has a rule in its own row."""
        column = self.place.columns["value"]
        lacking: list[str] = []
        for row, setting in rows.items():
            wanted = setting_rule(setting, self.wording)
            rule = self.rules.get((row, column))
            if wanted is None:
                continue
            fate = self._fate(setting, wanted, rule) if rule else Fate(rule=wanted)
            if rule is None:
                lacking.append(self._title(setting))
            yield from self._carried(fate, column, [(row, row)])
        if lacking:
            facts = {"settings": some_of(lacking), "tab": self.place.title}
            told = mark("Gave the settings {settings} in “{tab}” their choices back.")
            self.said.append(Sentence(told, facts))

    def unsure(self, names: Sequence[str]) -> list[int]:
        """Return the columns where something may have to be written, to be looked at whole."""
        trial = replace(self, said=[], notes=[])
        stood = [name for name in names if name not in self.added]
        return [self.place.columns[name] for name in stood if any(trial.columns([name]))]

    # One column

    def _given(self, name: str) -> Iterator[Message]:
        area = self.place.below(self.place.columns[name])
        yield {"setDataValidation": {"range": area, "rule": self._wanted(name)}}

    def _renewed(self, name: str) -> Iterator[Message]:
        wanted, column = self._wanted(name), self.place.columns[name]
        if wanted is None:
            return
        by_rule: dict[Rule, list[int]] = {}
        for row, rule in self._below(name).items():
            by_rule.setdefault(rule, []).append(row)
        fates = {rule: self._fate(self.place.tab.fields[name], wanted, rule) for rule in by_rule}
        is_one = len({repr(fate.rule) for fate in fates.values()}) == 1
        is_whole = is_one and not any(fate.is_own for fate in fates.values())
        for rule, fate in fates.items():
            yield from self._carried(fate, column, None if is_whole else [*runs(by_rule[rule])])
            if is_whole:
                return

    def _carried(
        self, fate: Fate, column: int, rows: Sequence[tuple[int, int]] | None
    ) -> Iterator[Message]:
        """Yield what a fate asks for, in some stretches of rows or in all; note what it says."""
        told = self.notes if fate.rule is None else self.said
        if fate.said is not None and fate.said not in told:
            told.append(fate.said)
        if fate.rule is None:
            return
        area = self.place.below(column)
        for first, last in rows or ():
            ends = {"startRowIndex": first, "endRowIndex": last + 1}
            yield {"setDataValidation": {"range": {**area, **ends}, "rule": fate.rule}}
        if rows is None:
            yield {"setDataValidation": {"range": area, "rule": fate.rule}}

    def _fate(self, ours: Field, wanted: Message, rule: Rule) -> Fate:
        now = rule_in(wanted)
        if now.kind == rule.kind == "ONE_OF_LIST":
            return self._list_fate(ours, wanted, rule)
        if now.kind == rule.kind or (_family(now), _family(rule)) == ("NUMBER", "NUMBER"):
            is_lost = any(_LOST in one for one in rule.values)
            return Fate(rule=wanted, said=self._again(ours)) if is_lost else _STAYS
        if rule.told in self._our_words:
            return Fate(rule=wanted, said=self._again(ours))
        told = mark("“{column}” in “{tab}” has a rule of your own, so it stays. To have Lembar's, remove it, then run it again.")  # fmt: skip
        return Fate(said=Sentence(told, self._facts(ours)), is_own=True)

    def _list_fate(self, ours: Field, wanted: Message, rule: Rule) -> Fate:
        judged = judge(
            ours, rule.values,
            has_our_words=self._has_our_words(ours, rule), language=self.wording.language,
        )  # fmt: skip
        said = judged.says(column=self._title(ours), tab=self.place.title)
        if judged.whose is Whose.OWN:
            return Fate(said=said, is_own=True)
        now = rule_in(wanted)
        was_closed = rule.told in self._our_words and not now.told
        if judged.whose is Whose.CURRENT and not was_closed:
            return _STAYS
        renewed = self._in_language(ours, judged.language)
        if now.is_strict and not rule.is_strict:
            renewed.pop("strict", None)  # somebody lets other values pass
        return Fate(rule=renewed, said=said or self._again(ours))

    def _has_our_words(self, ours: Field, rule: Rule) -> bool:
        if rule.told:
            return rule.told in self._our_words
        is_open = ours.is_open or ours.list_style is not ListStyle.NONE
        return is_open and rule.is_shown and not rule.is_strict

    def _in_language(self, ours: Field, language: str) -> Message:
        made = rule_of(ours, self.wording.spoken_in(language), self.sources)
        return dict(made or {})

    @cached_property
    def _our_words(self) -> frozenset[str]:
        texts = self.wording.texts
        return frozenset(texts[word][one] for word in _OUR_WORDS for one in LANGUAGES)

    def _wanted(self, name: str) -> Message | None:
        return rule_of(self.place.tab.fields[name], self.wording, self.sources)

    def _below(self, name: str) -> Mapping[int, Rule]:
        column = self.place.columns[name]
        return self._by_column.get(column, {})

    @cached_property
    def _by_column(self) -> Mapping[int, Mapping[int, Rule]]:
        found: dict[int, dict[int, Rule]] = {}
        for (row, column), rule in self.rules.items():
            if row > self.place.header:
                found.setdefault(column, {})[row] = rule
        return found

    def _again(self, ours: Field) -> Sentence:
        told = mark("Brought the rule of “{column}” in “{tab}” up to date.")
        return Sentence(told, self._facts(ours))

    def _facts(self, ours: Field) -> Mapping[str, object]:
        return {"column": self._title(ours), "tab": self.place.title}

    def _title(self, ours: Field) -> str:
        return ours.title(self.wording.language)


def _family(rule: Rule) -> str:
    return rule.kind.partition("_")[0]
