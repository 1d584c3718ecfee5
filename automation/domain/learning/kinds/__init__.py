"""Every kind of assignment, by lesson. A new one joins by standing in its lesson's tuple."""

from collections.abc import Mapping

from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.kinds.community import COMMUNITY_KINDS
from automation.domain.learning.kinds.content import CONTENT_KINDS
from automation.domain.learning.kinds.field import FIELD_KINDS
from automation.domain.learning.kinds.measuring import MEASURING_KINDS
from automation.domain.learning.kinds.reputation import REPUTATION_KINDS
from automation.domain.learning.kinds.team import TEAM_KINDS

KINDS: Mapping[str, AssignmentKind] = {
    kind.code: kind
    for kind in (
        *FIELD_KINDS,
        *CONTENT_KINDS,
        *TEAM_KINDS,
        *REPUTATION_KINDS,
        *MEASURING_KINDS,
        *COMMUNITY_KINDS,
    )
}
