"""What `init` tells people about a Google Sheet beside what it added. Pure."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from automation.language import Sentence, mark
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.recognise import Recognised
from automation.workbook.entry_rules import Wording
from automation.workbook.guide import read_guide
from automation.workbook.initialised import NO_HEADER
from automation.workbook.schema import Schema, Writer

if TYPE_CHECKING:
    from automation.workbook.backends.google.layout.plan import Found


def wording_of(schema: Schema, ours: Recognised, language: str) -> Wording:
    """Return the words of a language, with the tabs called as they are called in this sheet."""
    titles = {name: tab.title(language) for name, tab in schema.tabs.items()}
    return Wording(
        language=language,
        texts=read_guide()["words"],
        titles=titles | {name: tab.title for name, tab in ours.tabs.items()},
    )


def book_words(found: "Found", wording: Wording) -> Iterator[Sentence]:
    """Yield what is good to know of the sheet as a whole."""
    ours, standing = found.ours, found.standing
    if ours.is_fresh and any(not one.is_blank for one in ours.strangers):
        titles = ", ".join(f"“{one.title}”" for one in ours.strangers)
        yield Sentence(
            mark("The sheet held {tabs} before; nothing there was changed."), {"tabs": titles}
        )
    if not ours.is_fresh and standing.timezone != found.team.timezone:
        yield Sentence(
            mark("The sheet counts days in {theirs}, the team in {ours}: choose {ours} in File, Settings."),
            {"theirs": standing.timezone, "ours": found.team.timezone},
        )  # fmt: skip
    is_indonesian = standing.locale.partition("_")[0] in ("id", "in")
    if not ours.is_fresh and found.team.language == "id" and not is_indonesian:
        yield Sentence(
            mark("The sheet itself reads dates and numbers as in {locale}, and may take 03/12/2026 for the 12th of March: choose Indonesia in File, Settings."),
            {"locale": standing.locale},
        )  # fmt: skip


def hidden_words(works: Mapping[str, TabWork], wording: Wording) -> Iterator[Sentence]:
    """Yield what people hid of what people fill in: somebody may be looking for it."""
    for work in works.values():
        if work.standing is None or work.tab.append_only:
            continue
        if work.standing.is_hidden:
            yield Sentence(
                mark("“{tab}” is hidden, and is read all the same. To see it, choose View, Hidden sheets."),
                {"tab": work.title},
            )  # fmt: skip
        fields = [work.tab.fields[name] for name, at in work.place.columns.items() if at in work.standing.hidden]  # fmt: skip
        names = [
            one.title(wording.language)
            for one in fields
            if one.writer is Writer.PEOPLE and not one.group and not one.is_folded
        ]
        if names:
            yield Sentence(
                mark("Hidden in “{tab}”: {columns}. They are read all the same; to see them, click the arrows between the letters of the columns."),
                {"columns": ", ".join(names), "tab": work.title},
            )  # fmt: skip


def renamed_words(
    schema: Schema, found: "Found", works: Mapping[str, TabWork], wording: Wording
) -> Iterator[Sentence]:
    """Yield what people must name again: runs find tabs and columns by their names alone."""
    for name, tab in found.ours.renamed.items():
        yield Sentence(
            mark("The tab “{now}” was “{before}”. Runs find it by its name: call it “{before}” again."),
            {"now": tab.title, "before": schema.tabs[name].title(wording.language)},
        )  # fmt: skip
    for work in works.values():
        for name, now in work.renamed.items():
            yield Sentence(
                mark("In “{tab}” the column “{now}” was “{before}”. Runs find it by its header: call it “{before}” again."),
                {
                    "tab": work.title,
                    "now": now,
                    "before": work.tab.fields[name].title(wording.language),
                },
            )  # fmt: skip
        if work.covered:
            titles = [work.tab.fields[name].title(wording.language) for name in work.covered]
            yield Sentence(
                mark("Merged cells in the header of “{tab}” hide {columns}. Select the header row, choose Format, Merge cells, Unmerge; then run it again."),
                {"tab": work.title, "columns": ", ".join(titles)},
            )  # fmt: skip
    for name, standing in found.ours.tabs.items():
        if name not in works:
            yield Sentence(NO_HEADER, {"tab": standing.title})
