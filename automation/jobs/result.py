"""What a job returns: counts, a table for people, what needs a person, what to do next.

A notebook's last cell shows it; the runner reads it back from the saved notebook by its mime type.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from automation.domain.run import Outcome
from automation.jobs.picture import Bar, Picture
from automation.language import Translate, english
from automation.workbook.calls import Calls

if TYPE_CHECKING:
    from pandas import DataFrame

RESULT_MIME = "application/vnd.lembar.result+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table, already in the reader's language."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = ()
    empty: str = ""
    """What to say when there are no rows."""

    def as_frame(self) -> "DataFrame":
        """Return a pandas frame of the same texts, for who wants to go on working with them."""
        from pandas import DataFrame

        return DataFrame([list(row) for row in self.rows], columns=list(self.columns))

    def as_html(self) -> str:
        """Return an HTML table; every cell is escaped, links are links."""
        if not self.rows:
            return f"<h4>{html.escape(self.title)}</h4><p>{html.escape(self.empty)}</p>"
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in self.rows
        )
        return (
            f"<h4>{html.escape(self.title)}</h4>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def _cell(text: str) -> str:
    escaped = html.escape(text).replace("\n", "<br>")
    if text.startswith(("https://", "http://")) and not any(c.isspace() for c in text):
        return f'<a href="{escaped}">{escaped}</a>'
    return escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """The outcome of one job on one workbook, in the reader's language."""

    job: str
    outcome: Outcome
    headline: str
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    needs: Sequence[str] = ()
    """Sentences about what needs a person, each with who and what to do."""
    next_steps: Sequence[str] = ()
    bars: Sequence[Bar] = ()
    bars_title: str = ""
    changed: bool = False
    """Whether the run wrote anything to the workbook or to a network."""
    notice: str = ""
    """What must stand above everything, such as that this is a rehearsal; empty when nothing must."""
    calls: Calls = field(default_factory=Calls)
    """The calls of the workbook's service, the one that wrote the Run's row included."""
    translate: Translate = english
    """How what is said of the calls is translated; all else is said already."""

    @property
    def calls_told(self) -> str:
        """The calls as people read them; empty where nobody counts them."""
        return self.calls.told.say(self.translate) if self.calls else ""

    def as_json(self) -> dict[str, object]:
        """Return the form that is kept in the executed notebook (JSON values only)."""
        return {
            "job": self.job,
            "outcome": self.outcome.value,
            "headline": self.headline,
            "counts": dict(self.counts),
            "tables": [
                {
                    "title": t.title,
                    "columns": list(t.columns),
                    "rows": [list(r) for r in t.rows],
                    "empty": t.empty,
                }
                for t in self.tables
            ],
            "needs": list(self.needs),
            "next_steps": list(self.next_steps),
            "changed": self.changed,
            "notice": self.notice,
            "calls": asdict(self.calls) if self.calls else {},
            "calls_told": self.calls_told,
        }

    def as_html(self) -> str:
        """Return the page part a reader of the notebook sees."""
        steps = "".join(f"<li>{html.escape(step)}</li>" for step in [*self.needs, *self.next_steps])
        notice = f"<p><strong>{html.escape(self.notice)}</strong></p>" if self.notice else ""
        calls = f"<p><small>{html.escape(self.calls_told)}</small></p>" if self.calls_told else ""
        return (
            notice
            + f"<h3>{html.escape(self.headline)}</h3>"
            + calls
            + "".join(table.as_html() for table in self.tables)
            + (f"<ul>{steps}</ul>" if steps else "")
        )

    def picture(self) -> Picture:
        """Return the run as a picture: its chart, or else its counts as bars."""
        return Picture(self.bars, self.bars_title or self.headline, self.notice)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {
            RESULT_MIME: self.as_json(),
            "text/html": self.as_html(),
            "text/plain": self.headline,
        }


def together(results: Sequence[JobResult]) -> JobResult:
    """Return one result for several jobs run one after the other.

    A table that several jobs show is shown once; where they speak of the same post and channel,
    the later job knows better.
    """
    tables: dict[str, Table] = {}
    for table in (table for result in results for table in result.tables):
        tables[table.title] = _merged(tables.get(table.title), table)
    return JobResult(
        job="all",
        outcome=max((result.outcome for result in results), key=lambda one: one.exit_code),
        headline=" · ".join(result.headline for result in results),
        counts={
            f"{result.job} {name}": number
            for result in results
            for name, number in result.counts.items()
        },
        tables=list(tables.values()),
        bars=[replace(bar, group=result.job) for result in results for bar in result.bars],
        bars_title=" · ".join(result.job for result in results),
        needs=list(dict.fromkeys(need for result in results for need in result.needs)),
        next_steps=list(dict.fromkeys(step for result in results for step in result.next_steps)),
        changed=any(result.changed for result in results),
        notice=next((result.notice for result in results if result.notice), ""),
        calls=sum((result.calls for result in results), Calls()),
        translate=results[-1].translate,
    )


def _merged(before: Table | None, table: Table) -> Table:
    if before is None:
        return table
    rows = {tuple(row[:2]): row for row in [*before.rows, *table.rows]}
    return replace(table, rows=list(rows.values()))
