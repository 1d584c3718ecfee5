"""The commands, their options and their help. What they do stands in the files beside this one.

Help is written in English here and translated when the command is built.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from automation.cli import cohort_commands, connect_commands, course_commands, learner_commands
from automation.cli.application import app, command, exits
from automation.cli.options import DryRun, Language, Now, PerhapsWorkbook, Workbook, Workbooks
from automation.cli.terminal import terminal
from automation.cli.usage import UsageError, refusal
from automation.language import Translate, mark

__all__ = ["app", "build"]
OTHERS = (connect_commands, course_commands, cohort_commands, learner_commands)
"""Files of commands beside this one: loading them adds theirs."""


def _with_inner(command: Any) -> Iterator[Any]:  # noqa: ANN401 - Typer has no type for both
    """Yield a command and all that stand in it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from _with_inner(one)


def build(translate: Translate) -> Callable[[Sequence[str]], int]:
    """Return the command line with its help in one language: it takes words, and gives a code."""
    root = get_command(app)
    for one in _with_inner(root):
        one.help = translate(one.help) if one.help else None
        one.epilog = translate(one.epilog) if one.epilog else None
        for option in one.params:
            words = getattr(option, "help", None)
            if words:
                option.help = translate(words)

    def main(words: Sequence[str]) -> int:
        try:
            code = root.main(list(words), prog_name="lembar", standalone_mode=False)
        except UsageError as error:
            raise refusal(error) from error
        return code if isinstance(code, int) else 0

    return main


@command(
    "init", help=mark("Make a workbook, or add what an older one lacks. Changes nothing else.")
)
@exits
def init(
    workbook: Annotated[
        str,
        typer.Argument(
            metavar="WORKBOOK",
            help=mark("the .xlsx file, or the address of a Google Sheet shared with Lembar"),
        ),
    ],
    language: Annotated[
        str, typer.Option(metavar="en|id", help=mark("the language of a new workbook"))
    ] = "",
    timezone: Annotated[
        str,
        typer.Option(metavar="ZONE", help=mark("the team's time zone, for a new workbook")),
    ] = "Asia/Jakarta",
    course: Annotated[
        bool,
        typer.Option("--course", help=mark("add the tabs in which a course is worked on, too")),
    ] = False,
) -> int:
    from automation.cli.workbooks import init_workbook

    return init_workbook(
        terminal(), workbook, language=language, timezone=timezone, with_course=course
    )


@command("check", help=mark("Write beside each row where it stands, and why. Sends nothing."))
@exits
def check(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("check", workbook, now, language, dry_run)


@command(
    "preview",
    help=mark("Show what goes out, how it will look, and why the rest stays."),
)
@exits
def preview(workbook: Workbook, now: Now = "", language: Language = "") -> int:
    return _directly("preview", workbook, now, language, True)


@command(
    "run",
    help=mark(
        "Run a job's notebook and keep it. Jobs: check, publish, collect, assign, grade, report, "
        "reconcile, or all (check, publish, collect and assign in one run). Exit code: 0 done, "
        "1 something needs a person, 2 the run itself failed."
    ),
)
@exits
def run(
    job: Annotated[str, typer.Argument(metavar="JOB", help=mark("what to do, such as publish"))],
    workbooks: Workbooks,
    now: Now = "",
    language: Language = "",
    dry_run: DryRun = False,
    on_demand: Annotated[
        bool, typer.Option("--on-demand", help=mark("collect: read all numbers now"))
    ] = False,
    days: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS", min=1, help=mark("report: how many days it looks back, else 30")
        ),
    ] = None,
    page: Annotated[
        bool | None,
        typer.Option(
            "--html/--no-html",
            help=mark("keep an HTML page too; unasked, only of runs that changed something"),
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help=mark("print the page, too (Chromium)"))
    ] = False,
    shard: Annotated[
        str, typer.Option(metavar="I/N", help=mark("of many workbooks take one part, such as 2/5"))
    ] = "",
) -> int:
    from automation.app import Wishes
    from automation.cli.runs import Keep, run_each, run_notebook_job, shard_of

    options: dict[str, object] = {"on_demand": True} if on_demand else {}
    if days is not None:
        options["days"] = days
    wishes = Wishes(now=now, language=language, dry_run=dry_run, options=options)
    keep = Keep(page=page, pdf=pdf)
    mine = shard_of(workbooks, shard)
    if len(workbooks) > 1:
        return run_each(terminal(), job, mine, wishes, keep)
    return run_notebook_job(terminal(), job, mine[0], wishes, keep) if mine else 0


@command("pause", help=mark("Stop all publishing of a workbook at once, until “resume”."))
@exits
def pause(workbook: Workbook) -> int:
    from automation.cli.workbooks import switch_pause

    return switch_pause(terminal(), workbook, paused=True)


@command("resume", help=mark("Let publishing go on."))
@exits
def resume(workbook: Workbook) -> int:
    from automation.cli.workbooks import switch_pause

    return switch_pause(terminal(), workbook, paused=False)


@command(
    "reconcile",
    help=mark("Look on the networks for posts whose outcome is unknown. Sends nothing."),
)
@exits
def reconcile(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("reconcile", workbook, now, language, dry_run)


@command("verify", help=mark("Recompute the approval log and name the first false record."))
@exits
def verify(workbook: Workbook) -> int:
    from automation.cli.workbooks import verify_log

    return verify_log(terminal(), workbook)


@command("doctor", help=mark("Check workbook, channels and tokens, and say what is missing."))
@exits
def doctor(workbook: PerhapsWorkbook = None) -> int:
    from automation.cli.doctor import doctor_credentials, doctor_workbook

    return doctor_workbook(terminal(), workbook) if workbook else doctor_credentials(terminal())


@command("rebuild", help=mark("Recompute the machine's columns of the calendar from the logs."))
@exits
def rebuild(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("rebuild", workbook, now, language, dry_run)


@command(
    "rehearse",
    help=mark("Start a network to rehearse on, and Google Sheets too."),
)
@exits
def rehearse(
    port: Annotated[int, typer.Option(metavar="PORT", help=mark("where it listens"))] = 3999,
    state: Annotated[
        str, typer.Option(metavar="FILE", help=mark("a file that remembers its posts"))
    ] = "",
    sheets: Annotated[
        bool,
        typer.Option("--sheets", help=mark("a Google Sheets service, too, with a key and a sheet")),
    ] = False,
    sheets_port: Annotated[
        int, typer.Option(metavar="PORT", help=mark("where that service listens"))
    ] = 3998,
    folder: Annotated[
        str, typer.Option(metavar="FOLDER", help=mark("with --sheets: where all of it is kept"))
    ] = "rehearsal",
    network: Annotated[
        bool,
        typer.Option("--network/--no-network", help=mark("with --sheets: the network beside it")),
    ] = True,
) -> int:
    from automation.cli import rehearse as playing

    if not sheets:
        return playing.rehearse(terminal(), port=port, state=state)
    stage = playing.Stage(
        folder=Path(folder), port=port if network else None, sheets_port=sheets_port, state=state
    )
    return playing.rehearse_sheets(terminal(), stage)


@command("demo", help=mark("Play a fortnight of a small brand on the rehearsal network."))
@exits
def demo(
    folder: Annotated[
        str, typer.Option(metavar="FOLDER", help=mark("where its files go; made anew"))
    ] = "demo",
    language: Annotated[
        str, typer.Option(metavar="en|id", help=mark("what the team of the demo speaks"))
    ] = "",
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait", help=mark("keep the posts' addresses answering until Enter")
        ),
    ] = True,
) -> int:
    from automation.cli.rehearse import play_demo

    return play_demo(terminal(), folder, language=language, wait=wait)


def _directly(job: str, workbook: str, now: str, language: str, dry_run: bool) -> int:
    from automation.app import Wishes
    from automation.cli.runs import run_directly

    wishes = Wishes(now=now, language=language, dry_run=dry_run)
    return run_directly(terminal(), job, workbook, wishes)
