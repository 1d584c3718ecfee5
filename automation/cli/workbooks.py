"""Commands about a workbook itself: init, pause, resume, verify, doctor."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from automation.app import language_named, new_id, open_workbook
from automation.cli.terminal import Terminal
from automation.domain.approvals.approval import Approval, Verdict, verify
from automation.domain.team.proof import Proof
from automation.errors import ConfigError
from automation.language import mark
from automation.workbook.backends.google.address import read_address
from automation.workbook.decode import zone_named
from automation.workbook.initialised import Initialised
from automation.workbook.schema import Schema, load_schema
from automation.workbook.upgrade import init


def init_workbook(
    terminal: Terminal, workbook: str, *, language: str, timezone: str, with_course: bool = False
) -> int:
    """Make or complete a workbook and say what was done."""
    language = language_named(language) or terminal.language
    zone = zone_named(timezone)
    if zone is None:
        raise ConfigError(
            mark("“{zone}” is not a time zone."),
            mark("Write it like Asia/Jakarta, Asia/Makassar or Asia/Jayapura."),
            zone=timezone,
        )
    schema = load_schema().with_all_tabs() if with_course else load_schema()
    if read_address(workbook) is not None:
        done = _init_sheet(workbook, language, zone.key, schema)
    else:
        done = _init_file(workbook, language, zone.key, schema)
    _tell(terminal, workbook, done)
    return 1 if done.needs else 0


def _init_file(workbook: str, language: str, timezone: str, schema: Schema) -> Initialised:
    path = Path(workbook)
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(
            mark("“{workbook}” is neither the name of an .xlsx file nor the address of a Google Sheet."),
            mark("Name it like calendar.xlsx, or copy the sheet's address from the browser."),
            workbook=workbook,
        )  # fmt: skip
    return init(
        path, language=language, timezone=timezone, schema=schema,
        language_of=lambda: open_workbook(workbook).read_language(),
    )  # fmt: skip


def _init_sheet(workbook: str, language: str, timezone: str, schema: Schema) -> Initialised:
    from automation.workbook.backends.google.backend import GoogleBackend
    from automation.workbook.backends.google.layout.laying import Asked, init_sheet

    asked = Asked(language=language, timezone=timezone)
    return init_sheet(GoogleBackend(workbook), asked, schema)


def _tell(terminal: Terminal, workbook: str, done: Initialised) -> None:
    if done.made:
        terminal.say(
            mark("Made {workbook}. Open it and begin with its first tab, the guide."),
            workbook=workbook,
        )
    elif not done.changed:
        terminal.say(
            mark("{workbook} has everything already; nothing was changed."), workbook=workbook
        )
    for tab in () if done.made else done.tabs:
        terminal.say(mark("Added the tab “{tab}”."), tab=tab)
    for tab, column in done.columns:
        terminal.say(
            mark("Added the column “{column}” to the tab “{tab}”."), column=column, tab=tab
        )
    for setting in done.settings:
        terminal.say(mark("Added the setting “{setting}” with its default."), setting=setting)
    for sentence in (*done.repaired, *done.notes):
        print(sentence.say(terminal.translate))
    for sentence in done.needs:
        print(f"→ {sentence.say(terminal.translate)}")


def switch_pause(terminal: Terminal, workbook: str, *, paused: bool) -> int:
    """Set the pause of a workbook, as a person would in its settings tab."""
    open_workbook(workbook).set_setting("pause", "yes" if paused else "no")
    if paused:
        terminal.say(
            mark("Publishing of {workbook} is paused. “lembar resume {workbook}” lets it go on."),
            workbook=workbook,
        )
    else:
        terminal.say(mark("Publishing of {workbook} goes on."), workbook=workbook)
    return 0


def verify_log(terminal: Terminal, workbook: str) -> int:
    """Recompute the approval log; 1 when a row does not fit."""
    desk = open_workbook(workbook).read(lambda: new_id("P"))
    for rows in desk.damaged:
        terminal.say(mark("Damaged rows in the machine's tabs were left out: {rows}."), rows=rows)
    broken = verify(desk.approvals, (run.approvals_head for run in desk.runs))
    if broken is None and not desk.damaged:
        terminal.say(
            mark("The approval log fits: {count} records, each naming the one before it."),
            count=len(desk.approvals),
        )
        _say_proofs(terminal, desk.approvals)
        return 0
    if broken is not None:
        sentence = {
            "changed": mark(
                "Record {place} of the approval log ({event}) was changed after it was written."
            ),
            "repeated": mark("Record {place} of the approval log ({event}) stands there twice."),
            "unlinked": mark(
                "Before record {place} of the approval log ({event}) one is missing or in another order."
            ),
            "cut": mark(
                "The approval log ends too early: a run noted a record that is gone (number {place})."
            ),
        }[broken.why]
        terminal.say(sentence, place=broken.place, event=broken.event)
        terminal.say(
            mark(
                "Compare the approvals tab with an older copy of the workbook; nothing that rests on it is proven until then."
            )
        )
    return 1


def _say_proofs(terminal: Terminal, log: Sequence[Approval]) -> None:
    """Say how strongly the decisions of the log prove who decided."""
    decisions = [one for one in log if one.verdict is not Verdict.WITHDRAWN]
    if not decisions:
        return
    counts = Counter(one.proof for one in decisions)
    terminal.say(
        mark(
            "Who decided: {declared} declared, {protected} protected, {comment} by signed comment."
        ),
        **{proof.value: counts[proof] for proof in Proof},
    )
