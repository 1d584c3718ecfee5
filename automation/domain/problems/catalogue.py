"""Every kind of finding by its code; the reference for people is made from it."""

from automation.domain.problems import (
    access_kinds,
    approval_kinds,
    cell_kinds,
    content_kinds,
    guideline_kinds,
    media_kinds,
    proof_kinds,
    publishing_kinds,
)
from automation.domain.problems.problem import ProblemKind

GROUPS = (
    cell_kinds,
    content_kinds,
    media_kinds,
    guideline_kinds,
    approval_kinds,
    proof_kinds,
    publishing_kinds,
    access_kinds,
)

KINDS: dict[str, ProblemKind] = {
    kind.code: kind
    for group in GROUPS
    for kind in vars(group).values()
    if isinstance(kind, ProblemKind)
}
