"""Which of a workbook's tabs is which, and whether what a run rests on is there."""

from collections.abc import Mapping, Sequence

from automation.errors import ColumnMissing, TabMissing
from automation.language import mark
from automation.workbook.merged import hides_headers
from automation.workbook.open_tab import OpenTab, open_tab
from automation.workbook.protocol import Backend
from automation.workbook.schema import Schema
from automation.workbook.witness import signs_of

NEEDED: Mapping[str, Sequence[str]] = {
    "settings": ("setting", "value"),
    "members": ("name",),
    "channels": ("channel", "network", "address", "policy"),
    "calendar": (
        "post", "state", "channels", "publish_at", "status", "owner", "text", "headline", "topic", "link",
        "media", "alt_text", "first_comment", "thread", "content_warning", "visibility", "post_language",
        "decision_1", "revision",
    ),
    "approvals": (
        "event", "at", "post", "revision", "level", "member", "decision", "counts", "proof",
        "previous", "hash", "run",
    ),
    "publications": (
        "event", "at", "happened", "post", "channel", "revision", "claim", "part", "parts",
        "network_id", "published_at", "step", "handle",
    ),
}  # fmt: skip
"""Tabs and columns without which nothing can be decided safely.

A column of the calendar that people renamed would read as empty: the post would go out without
its picture or its warning. So what is sent must be found, or nothing is.
"""


def open_tabs(backend: Backend, schema: Schema, language: str) -> dict[str, OpenTab]:
    """Read every tab of the schema that is there, in one round trip, and locate its columns.

    Raises:
        TabMissing, ColumnMissing: one that is needed is not there; named in `language`.
    """
    present = backend.tabs()
    found = {name: tab.find_title(present) for name, tab in schema.tabs.items()}
    titles = {name: title for name, title in found.items() if title is not None}
    for name in NEEDED:
        if name not in titles:
            raise tab_missing(backend.address, schema.tabs[name].title(language))
    grids = backend.read(list(titles.values()))
    tabs = {
        name: open_tab(schema.tabs[name], grids[title])
        for name, title in titles.items()
        if title in grids
    }
    for name, columns in NEEDED.items():
        if name not in tabs:  # renamed between the two looks
            raise tab_missing(backend.address, titles[name])
        absent = tabs[name].missing(columns)
        if absent:
            raise _column_missing(
                backend, tabs[name], tabs[name].tab.fields[absent[0]].title(language)
            )
    return tabs


def _column_missing(backend: Backend, tab: OpenTab, column: str) -> ColumnMissing:
    signs = signs_of(backend, tab.title)
    facts = {"workbook": backend.address, "tab": tab.title, "column": column}
    if signs and hides_headers(tab, signs.merges):
        return ColumnMissing(
            mark("The tab “{tab}” of {workbook} has merged cells in its header, so the column “{column}” is not found."),
            mark("Select the header row, choose Format, Merge cells, Unmerge; then run “lembar init {workbook}”, which gives each column its header."),
            **facts,
        )  # fmt: skip
    return ColumnMissing(
        mark("The tab “{tab}” of {workbook} has no column “{column}”."),
        mark("Name it so again, or run “lembar init {workbook}”, which adds it."),
        **facts,
    )


def tab_missing(workbook: str, title: str) -> TabMissing:
    """Return the error for a tab that is not there."""
    return TabMissing(
        mark("{workbook} has no tab “{tab}”."),
        mark("Run “lembar init {workbook}”, which adds what is missing."),
        workbook=workbook,
        tab=title,
    )
