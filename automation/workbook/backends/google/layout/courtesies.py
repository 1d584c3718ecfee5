"""The sheet's own time zone and locale, set where the sheet is ours alone. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from automation.language import Sentence, mark
from automation.workbook.backends.google.layout.guards import Wish

if TYPE_CHECKING:
    from automation.workbook.backends.google.layout.plan import Found


def courtesies(found: "Found") -> Iterator[Wish]:
    """Yield what brings them to the team's."""
    standing, team = found.standing, found.team
    if standing.timezone != team.timezone:
        yield _courtesy(
            "timeZone", team.timezone,
            mark("The sheet itself now has the time zone {value}."),
            mark("Google did not give the sheet the time zone {value}; choose it in File, Settings: {detail}"),
        )  # fmt: skip
    if team.language == "id" and standing.locale.partition("_")[0] not in ("id", "in"):
        yield _courtesy(
            "locale", "id_ID",
            mark("The sheet itself now writes numbers and dates as in Indonesia."),
            mark("Google did not set the sheet to Indonesia; choose it in File, Settings: {detail}"),
        )  # fmt: skip


def _courtesy(name: str, value: str, done: str, refused: str) -> Wish:
    change = {"properties": {name: value}, "fields": name}
    return Wish(
        request={"updateSpreadsheetProperties": change},
        done=Sentence(done, {"value": value}),
        refused=Sentence(refused, {"value": value}),
    )
