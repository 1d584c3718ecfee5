"""Groups of roles that learn the same things."""

from automation.domain.team.member import Role

EVERYONE = frozenset(Role)
MAKERS = frozenset(
    {Role.CREATOR, Role.DESIGNER, Role.COMMUNITY, Role.MANAGER, Role.EXPERT, Role.EDITOR}
)
WRITERS = frozenset({Role.CREATOR, Role.COMMUNITY, Role.EDITOR, Role.EXPERT})
LEADERS = frozenset({Role.MANAGER})
DECIDERS = EVERYONE - {Role.CREATOR, Role.DESIGNER, Role.ANALYST}
VOICES = frozenset({Role.COMMUNITY, Role.MANAGER, Role.LEGAL, Role.HR, Role.EDITOR})
COUNTERS = frozenset({Role.ANALYST, Role.MANAGER, Role.COMMUNITY, Role.CREATOR})
