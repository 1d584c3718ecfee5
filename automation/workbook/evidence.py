"""From a tab's raw facts to evidence about posts: who could decide on them, and who commented. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from automation.domain.approvals.evidence import NOTHING_KNOWN, Evidence, Remark
from automation.domain.ids import PostId
from automation.domain.team.proof import Proof
from automation.workbook.decode_calendar import LEVELS, CalendarRow
from automation.workbook.open_tab import OpenTab, text_of
from automation.workbook.witness import Signs, Thread, editors_of

_LONG_QUOTE = 50
"""From this length a quote may be cut off, and its beginning is enough to know the cell by."""


def evidence_of(
    signs: Signs | None, tab: OpenTab, rows: Sequence[CalendarRow], *, keeps_comments: bool
) -> Evidence:
    """Return what is known of the calendar's rows.

    `keeps_comments`: whether the approvals tab has the columns that name a comment; without them
    none is read, since its record could not be found again.
    """
    if signs is None:
        return NOTHING_KNOWN
    reads_comments = signs.threads is not None and keeps_comments
    places = {row.post.id: row.ref.index for row in rows}
    columns = {level: (tab.columns.get(a), tab.columns.get(d)) for level, d, a in LEVELS}

    def editors(post: PostId, level: int) -> frozenset[str] | None:
        row, (approver, decision) = places.get(post), columns.get(level, (None, None))
        if row is None or approver is None or decision is None:
            return None
        both = [editors_of(signs.protections, row, column) for column in (approver, decision)]
        known = [one for one in both if one is not None]
        return frozenset[str]().union(*known) if len(known) == len(both) else None

    provable = {Proof.DECLARED, Proof.PROTECTED, *([Proof.COMMENT] if reads_comments else [])}
    return Evidence(
        provable=frozenset(provable),
        account=signs.account,
        editors=editors,
        remarks=_remarks(signs.threads or (), tab, rows) if reads_comments else {},
        alive=signs.alive if reads_comments else None,
    )


def _remarks(
    threads: Sequence[Thread], tab: OpenTab, rows: Sequence[CalendarRow]
) -> Mapping[PostId, Sequence[Remark]]:
    posts = {row.ref.index: row.post.id for row in rows} if threads else {}
    found: dict[PostId, list[Remark]] = defaultdict(list)
    for thread in threads:
        post = posts.get(thread.area.first_row)
        if post is None:
            continue
        is_doubtful = not _is_of_one_row(thread) or _says_otherwise(thread, tab)
        found[post] += [
            Remark(
                id=one.id,
                thread=thread.id,
                author=one.author,
                account=one.account,
                at=one.at,
                text=one.text,
                is_resolved=thread.is_resolved,
                is_doubtful=is_doubtful,
            )
            for one in thread.said
        ]
    return {post: sorted(remarks, key=lambda one: one.at) for post, remarks in found.items()}


def _is_of_one_row(thread: Thread) -> bool:
    return thread.area.end_row == thread.area.first_row + 1


def _says_otherwise(thread: Thread, tab: OpenTab) -> bool:
    """Say whether the cell's text is another than when it was commented on.

    Cells that are shown otherwise than they are kept, such as times, tell nothing.
    """
    row = tab.rows[thread.area.first_row] if thread.area.first_row < len(tab.rows) else ()
    column = thread.area.first_column
    cell = row[column] if column < len(row) else None
    if cell is not None and not isinstance(cell, str):
        return False
    text, quote = (" ".join(one.split()) for one in (text_of(cell), thread.quote))
    is_beginning = len(quote) >= _LONG_QUOTE and text.startswith(quote.rstrip("….").rstrip())
    return text != quote and not is_beginning
