"""How the parts of a package point to each other (`_rels/*.rels`)."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from automation.workbook.backends.ooxml.package import Package
from automation.workbook.backends.ooxml.xml import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One pointer: `kind` is the last word of its type, `target` a part's name (or an outside URL)."""

    id: str
    kind: str
    target: str
    external: bool


def rels_name(part: str) -> str:
    """Return the name of the part that lists another part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> Sequence[Relation]:
    """Return a part's relations; the package's own for the part ""."""
    name = rels_name(part)
    if name not in package.names:
        return ()
    return [
        Relation(
            id=element.get("Id", ""),
            kind=element.get("Type", "").rpartition("/")[2],
            target=_resolved(part, element.get("Target", "")),
            external=element.get("TargetMode") == "External",
        )
        for element in parse(package.read(name))
    ]


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
