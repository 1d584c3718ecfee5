"""Reads what stands in a course's file, field by field, and gathers what is wrong with it. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from automation.domain.learning import flaws
from automation.domain.learning.conditions import MEASURED, TRAITS, WORDS, Conditions, Test
from automation.domain.learning.flaws import Flaw, Path
from automation.domain.learning.params import (
    Choice,
    Column,
    Holds,
    Param,
    Rows,
    Says,
    Table,
    Told,
    Whole,
)
from automation.domain.learning.which import WHEN, WHOSE, Which
from automation.language import LANGUAGES, Sentence, mark

A_MAPPING = Sentence(mark("a block of fields"))
A_LIST = Sentence(mark("a list"))
A_TEXT = Sentence(mark("a text"))
BOTH = Sentence(mark("a text in both languages, under “en” and “id”,"))
POSTS = ("calendar", "pictures")
Columns = Mapping[str, Collection[str]]
"""The columns of every tab that conditions may name, and those that texts may."""


@dataclass(slots=True)
class Notes:
    """What reading one file leaves behind."""

    columns: Columns
    headers: Columns
    flaws: list[Flaw] = field(default_factory=list)
    indonesian: dict[str, str] = field(default_factory=dict)


class Block:
    """One block of fields in a file. Fields nobody asked for are wrong, `close` says so."""

    def __init__(self, raw: object, path: Path, notes: Notes) -> None:
        self.path = path
        self.notes = notes
        self._asked: set[str] = set()
        self._raw: Mapping[str, object] = {}
        if isinstance(raw, Mapping):
            self._raw = {str(name): value for name, value in raw.items()}
        else:
            self.wrong(flaws.not_a(path, A_MAPPING, raw))

    def wrong(self, flaw: Flaw) -> None:
        """Note something to mend."""
        self.notes.flaws.append(flaw)

    def has(self, name: str) -> bool:
        """Say whether a field is filled."""
        return self._raw.get(name) is not None

    def raw(self, name: str, *, required: bool = True) -> object:
        """Return what stands in a field, None when nothing does."""
        self._asked.add(name)
        value = self._raw.get(name)
        if value is None and required and isinstance(self._raw, dict):
            self.wrong(flaws.missing(self.path, name))
        return value

    def close(self) -> None:
        """Note the fields that have no meaning here."""
        for name in self._raw.keys() - self._asked:
            self.wrong(flaws.unknown_field(self.path, name, self._asked))

    def whole(self, name: str, form: Whole) -> int:
        """Return a whole number within its limits."""
        value = self.raw(name, required=form.default is None)
        if value is None:
            return form.default or 0
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and form.least <= value <= form.most
        ):
            return value
        wanted = Sentence(
            mark("a whole number from {least} to {most}"), {"least": form.least, "most": form.most}
        )
        self.wrong(flaws.not_a((*self.path, name), wanted, value))
        return form.least

    def flag(self, name: str) -> bool:
        """Return yes or no; no where nothing stands."""
        value = self.raw(name, required=False)
        if value is not None and not isinstance(value, bool):
            self.wrong(flaws.unknown_value((*self.path, name), value, ("true", "false")))
        return value is True

    def choice(self, name: str, values: Collection[str], default: str | None = None) -> str:
        """Return one of some words."""
        value = self.raw(name, required=default is None)
        if value is None:
            return default or ""
        if value not in values:
            self.wrong(flaws.unknown_value((*self.path, name), value, values))
            return ""
        return str(value)

    def choices(self, name: str, values: Collection[str]) -> list[str]:
        """Return several of some words; one alone needs no list."""
        value = self.raw(name)
        found = value if isinstance(value, list) else [] if value is None else [value]
        for place, one in enumerate(found):
            if one not in values:
                path = (*self.path, name, place) if isinstance(value, list) else (*self.path, name)
                self.wrong(flaws.unknown_value(path, one, values))
        return [str(one) for one in found if one in values]

    def says(self, name: str, facts: Collection[str] | None = (), *, required: bool = True) -> str:
        """Return a text's English; its Indonesian is noted. `facts` None: nobody knows which may stand there."""
        value = self.raw(name, required=required)
        return "" if value is None else self.bilingual(value, (*self.path, name), facts)

    def bilingual(self, value: object, path: Path, facts: Collection[str] | None = ()) -> str:
        """Return the English of a text in both languages."""
        if not isinstance(value, Mapping):
            self.wrong(flaws.not_a(path, BOTH, value))
            return ""
        texts = {}
        for language in LANGUAGES:
            text = value.get(language)
            if isinstance(text, str) and text.strip():
                texts[language] = " ".join(text.split())
                self._check_facts(texts[language], (*path, language), facts)
            elif text is None:
                self.wrong(flaws.missing(path, language))
            else:
                self.wrong(flaws.not_a((*path, language), A_TEXT, text))
        for name in value.keys() - set(LANGUAGES):
            self.wrong(flaws.unknown_field(path, str(name), LANGUAGES))
        if len(texts) == len(LANGUAGES):
            self.notes.indonesian[texts["en"]] = texts["id"]
        return texts.get("en", "")

    def _check_facts(self, text: str, path: Path, facts: Collection[str] | None) -> None:
        try:
            places = list(_places(text))
        except ValueError:
            self.wrong(
                flaws.plain(
                    path, mark("A curly bracket is opened or closed without its other half.")
                )
            )
            return
        for place in places:
            tab, bracket, column = place.partition("[")
            if not bracket:
                if facts is not None and place not in facts:
                    self.wrong(flaws.unknown_fact(path, place, facts))
                continue
            known = self.notes.headers.get(tab, ())
            if not column.endswith("]") or column[:-1] not in known:
                near = [f"{tab}[{one}]" for one in known] or [
                    f"{one}[…]" for one in self.notes.headers
                ]
                self.wrong(flaws.unknown_fact(path, place, near))

    # Rules

    def told(self, table: Table) -> Told:
        """Return what the block tells a rule; its rows are read before what is asked of them."""
        values: dict[str, object] = {}
        tab = "calendar"
        for name, form in table.items():
            if isinstance(form, Rows):
                which = self._which(name, form)
                values[name], tab = which, which.tab
        for name, form in table.items():
            if not isinstance(form, Rows):
                values[name] = self._value(name, form, tab)
        return Told(values)

    def _value(self, name: str, form: Param, tab: str) -> object:
        match form:
            case Whole():
                return self.whole(name, form)
            case Choice():
                return self.choice(name, form.values, form.default)
            case Says():
                return self.says(name, form.facts, required=form.required)
            case Holds():
                return self.conditions(
                    self.raw(name, required=form.required), (*self.path, name), tab
                )
            case Column():
                known = self.notes.columns.get(tab, ())
                return self.choice(name, known, None if form.required else "")
            case Rows():
                raise AssertionError(name)

    def _which(self, name: str, form: Rows) -> Which:
        value = self.raw(name, required=not form.tab)
        inner = Block({} if value is None else value, (*self.path, name), self.notes)
        tab = inner.choice("tab", sorted(self.notes.columns), form.tab or None)
        which = Which(
            tab=tab,
            whose=inner.choice("whose", WHOSE, form.whose),
            when=inner.choice("when", WHEN, form.when) if tab in POSTS else "any",
            days=inner.whole("days", Whole(90, 1, 3650)),
            last=inner.whole("last", Whole(0, 0, 1000)),
            conditions=inner.conditions(
                inner.raw("where", required=False), (*inner.path, "where"), tab
            ),
        )
        inner.close()
        return which

    def conditions(self, value: object, path: Path, tab: str) -> Conditions:
        """Return what rows of a tab must fulfil."""
        if value is None:
            return Conditions()
        if not isinstance(value, Mapping):
            self.wrong(flaws.not_a(path, A_MAPPING, value))
            return Conditions()
        if not tab:  # said already: nobody knows its columns
            return Conditions()
        traits = self._traits(value.get("is", []), (*path, "is"), tab)
        tests: list[tuple[str, Test]] = []
        columns = self.notes.columns.get(tab, ())
        for column, wanted in value.items():
            if column == "is":
                continue
            if column not in columns:
                self.wrong(flaws.unknown_field(path, str(column), (*columns, "is")))
                continue
            found = self._tests(wanted, (*path, str(column)))
            tests += [(str(column), test) for test in found]
        return Conditions(tests=tuple(tests), traits=traits)

    def _traits(self, value: object, path: Path, tab: str) -> tuple[str, ...]:
        names = value if isinstance(value, list) else [value]
        allowed = TRAITS if tab in POSTS else ()
        for one in names:
            if one not in allowed:
                self.wrong(flaws.unknown_value(path, one, allowed))
        return tuple(str(one) for one in names if one in allowed)

    def _tests(self, wanted: object, path: Path) -> list[Test]:
        """Return one test, or those of a list."""
        each = [self._test(one, path) for one in (wanted if isinstance(wanted, list) else [wanted])]
        return [test for test in each if test is not None]

    def _test(self, wanted: object, path: Path) -> Test | None:
        if isinstance(wanted, Mapping) and len(wanted) == 1:
            [(word, measure)] = wanted.items()
            if word not in MEASURED:
                self.wrong(flaws.unknown_field(path, str(word), MEASURED))
                return None
            make, kind = MEASURED[word]
            if not isinstance(measure, (int, float) if kind is float else kind):
                self.wrong(flaws.not_a((*path, str(word)), _NAMES[kind], measure))
                return None
            return make(measure)
        if not isinstance(wanted, str) or wanted not in WORDS:
            self.wrong(
                flaws.unknown_value(path, wanted, (*WORDS, *(f"{one}: …" for one in MEASURED)))
            )
            return None
        return WORDS[wanted]


_NAMES: Mapping[type, Sentence] = {
    int: Sentence(mark("a whole number")),
    float: Sentence(mark("a number")),
    list: A_LIST,
    str: A_TEXT,
}


def _places(text: str) -> Iterator[str]:
    """Yield what stands between curly brackets.

    Raises:
        ValueError: a bracket has no other half.
    """
    for _, place, _, _ in Formatter().parse(text):
        if place is not None:
            yield place
