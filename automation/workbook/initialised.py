"""What `lembar init` did to a workbook, whichever back-end keeps it."""

from dataclasses import dataclass

from automation.language import Sentence, mark

NO_HEADER = mark("“{tab}” has no header that Lembar knows, so it was left as it is. Put the headers back, or give the tab another name; then run it again.")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Initialised:
    """What `init` did, and what it leaves to people.

    `tabs`, `columns` (tab, header) and `settings` were added. `repaired` says what else was written
    into a workbook that stood there, `notes` what is good to know, `needs` what a person must mend.
    """

    made: bool
    tabs: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    settings: tuple[str, ...] = ()
    repaired: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    needs: tuple[Sentence, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.made or bool(self.tabs or self.columns or self.settings or self.repaired)
