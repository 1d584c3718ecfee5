"""How strongly it is proven who decided: what a record carries, and what a channel asks for."""

from enum import StrEnum


class Proof(StrEnum):
    """The strengths, weakest first.

    DECLARED: any editor of the workbook could have typed it, or nobody knows who could.
    PROTECTED: when it was read, only people of that level could have typed it; which one is open.
    COMMENT: signed by the account that the members tab names for this member.
    """

    DECLARED = "declared"
    PROTECTED = "protected"
    COMMENT = "comment"

    def meets(self, required: "Proof") -> bool:
        """Say whether it is at least as strong as required."""
        ranks = list(Proof)
        return ranks.index(self) >= ranks.index(required)
