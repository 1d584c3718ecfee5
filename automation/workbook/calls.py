"""How often a workbook's service was called: what its quota is spent on, and what people read of it."""

from dataclasses import dataclass

from automation.language import Sentence, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls the service has counted against us; `repeated` of them took the place of a refused one.

    All are 0 where nobody counts, as with a file.
    """

    reads: int = 0
    writes: int = 0
    repeated: int = 0

    def __add__(self, other: "Calls") -> "Calls":
        return Calls(
            reads=self.reads + other.reads,
            writes=self.writes + other.writes,
            repeated=self.repeated + other.repeated,
        )

    def __sub__(self, other: "Calls") -> "Calls":
        return Calls(
            reads=self.reads - other.reads,
            writes=self.writes - other.writes,
            repeated=self.repeated - other.repeated,
        )

    def __bool__(self) -> bool:
        return self != Calls()

    @property
    def told(self) -> Sentence:
        """The calls as people read them."""
        facts = {"reads": self.reads, "writes": self.writes, "repeated": self.repeated}
        if self.repeated:
            return Sentence(
                mark("Google: {reads} reads, {writes} writes ({repeated} repeated)"), facts
            )
        return Sentence(mark("Google: {reads} reads, {writes} writes"), facts)
