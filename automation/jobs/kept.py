"""What an earlier run could not write to the workbook, and what is told when this one cannot."""

from collections.abc import Iterable, Iterator

from automation.domain.desk import Desk
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.errors import LembarError, ReceiptsKept
from automation.jobs.context import Context
from automation.language import Sentence, mark


def owed_to(desk: Desk, kept: Iterable[LedgerEvent]) -> Iterator[LedgerEvent]:
    """Yield the kept events that the ledger does not tell yet, each once. Pure.

    Another machine may have looked for the posts meanwhile: a receipt it found is not told again,
    a stage is of no use once its part is out, and how a claim ended is of none once it has ended
    otherwise. What went out, went out: any other receipt is told, whoever was to send it.
    """
    there = {event.id for event in desk.events}
    for event in kept:
        if event.id in there or _is_told(desk, event):
            continue
        there.add(event.id)
        yield event


def _is_told(desk: Desk, event: LedgerEvent) -> bool:
    publication = desk.ledger.get(event.key)
    told = publication.receipts.get(event.part) if publication else None
    if event.receipt is not None:
        return told is not None and told.network_id == event.receipt.network_id
    if event.happened is Happened.STAGED:
        return told is not None
    claim = publication.open_claim if publication else None
    return claim is None or claim.id != event.claim


def receipts_kept(ctx: Context, error: LembarError, count: int) -> LembarError:
    """Return the error of a run that could not write what it knows: it says where that is kept."""
    if not count or not ctx.journal.place or ctx.journal.trouble is not None:
        return error
    return ReceiptsKept(
        mark("{cause} What the networks had answered by then is safe on this machine, {count} lines in {journal}."),
        mark("{mend} Then run “lembar run publish {workbook}” on this machine: it writes them first, and sends nothing twice. Elsewhere, “lembar run reconcile {workbook}” looks for the posts."),
        cause=error.what, mend=error.fix, count=count,
        journal=ctx.journal.place, workbook=ctx.workbook.address,
    )  # fmt: skip


def journal_trouble(ctx: Context) -> Sentence | None:
    """Return what to say when the journal itself cannot be written; posts are sent all the same."""
    error = ctx.journal.trouble
    if error is None:
        return None
    return Sentence(
        mark("The journal in {journal} cannot be written ({cause}). What this run sends is written to the workbook alone; whoever runs Lembar lets this user write there."),
        {"journal": ctx.journal.place, "cause": error.strerror or error},
    )  # fmt: skip
