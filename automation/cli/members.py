"""Members that a command line names, as the workbook knows them."""

from collections.abc import Iterable

from automation.domain.team.member import Member, find_member
from automation.errors import ConfigError
from automation.language import mark

MANY = 12
"""So many names are listed when one is not found; of a larger team none."""


def member_named(members: Iterable[Member], name: str, workbook: str) -> Member:
    """Return the member of that name or e-mail address.

    Raises:
        ConfigError: the workbook has none.
    """
    known = list(members)
    found = find_member(known, name)
    if found is not None:
        return found
    names = [member.id for member in known]
    raise ConfigError(
        mark("{workbook} has no member “{member}”."),
        mark("Write the name as it stands in the members tab: {members}.")
        if 0 < len(names) <= MANY
        else mark("Write the name as it stands in the members tab."),
        workbook=workbook,
        member=name.strip(),
        members=", ".join(names),
    )
