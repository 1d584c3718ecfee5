"""Smart chips: people and files that stand in a cell's text, shown by their names. Pure.

In the text that was entered an `@` stands in a chip's place; on reading, the stretches between
chips are runs, too. Source: Google's description of the API, sheets.v4 revision 20261019. What a
chip shows of a person nobody has as a contact is not documented: here, the address as a name.
"""

from collections.abc import Callable

from automation.rehearsal.sheets.message import Message

Titles = Callable[[str], str]
"""Gives the title of the file at an address; empty when nobody knows it."""


def with_all_runs(text: str, runs: list[Message]) -> list[Message]:
    """Return the runs as they are read: those of text without a chip are told too."""
    begun = {int(run.get("startIndex", 0)): run for run in runs}
    for at in [at + 1 for at, run in begun.items() if run.get("chip") and text[at : at + 1] == "@"]:
        if at < len(text):
            begun.setdefault(at, {"startIndex": at})
    return [begun[at] for at in sorted(begun)]


def shown_text(text: str, runs: list[Message], title_of: Titles) -> str:
    """Return what a cell with chips shows: names in place of the signs."""
    shown = text
    for run in sorted(runs, key=lambda one: -int(one.get("startIndex", 0))):
        at = int(run.get("startIndex", 0))
        if run.get("chip") and text[at : at + 1] == "@":
            name = _name(run["chip"], title_of)
            shown = shown[:at] + name + shown[at + 1 :]
    return shown


def _name(chip: Message, title_of: Titles) -> str:
    person = chip.get("personProperties", {})
    if "email" not in person:
        uri = str(chip.get("richLinkProperties", {}).get("uri", ""))
        return title_of(uri) or "@"
    email = str(person["email"])
    if person.get("displayFormat") == "EMAIL":
        return email
    return email.partition("@")[0].replace(".", " ").title()
