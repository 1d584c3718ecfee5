"""The commands, their options and their help. What they do stands in the files beside this one.

Help is written in English here and translated when the command is built.
"""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec

import typer
from typer.main import get_command

from automation.cli.terminal import terminal
from automation.language import Translate, mark

P = ParamSpec("P")
Workbook = Annotated[str, typer.Argument(metavar="WORKBOOK")]
Now = Annotated[
    str, typer.Option(help=mark("decide for this moment, such as 2026-11-21T09:00+07:00"))
]
Language = Annotated[
    str, typer.Option(help=mark("en or id, for what is said; else the workbook's own"))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=mark("decide and show, but write and send nothing"))
]

app = typer.Typer(
    name="lembar",
    help=mark("Runs a team's social media from the spreadsheet the team already shares."),
    epilog=mark(
        "To begin: lembar init calendar.xlsx, fill in the members and channels tabs, write a row in "
        "the calendar, then lembar check calendar.xlsx. To look first: lembar demo."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def exits(command: Callable[P, int]) -> Callable[P, None]:
    """Turn a command's return value into the process's exit code."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(command(*args, **kwargs))

    return wrapped


def build(translate: Translate) -> Callable[..., object]:
    """Return the command line with its help in one language."""
    root = get_command(app)
    commands = [root, *getattr(root, "commands", {}).values()]
    for command in commands:
        command.help = translate(command.help) if command.help else None
        command.epilog = translate(command.epilog) if command.epilog else None
        for option in command.params:
            words = getattr(option, "help", None)
            if words:
                option.help = translate(words)
    return root


@app.command(
    "init", help=mark("Make a workbook, or add what an older one lacks. Changes nothing else.")
)
@exits
def init(
    workbook: Workbook,
    language: Annotated[
        str, typer.Option(help=mark("en or id: the language of a new workbook"))
    ] = "",
    timezone: Annotated[
        str, typer.Option(help=mark("the team's time zone, for a new workbook"))
    ] = "Asia/Jakarta",
) -> int:
    from automation.cli.workbooks import init_workbook

    return init_workbook(terminal(), workbook, language=language, timezone=timezone)


@app.command("check", help=mark("Write beside each row where it stands, and why. Sends nothing."))
@exits
def check(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("check", workbook, now, language, dry_run)


@app.command(
    "preview",
    help=mark("Show what would go out now, as it would be sent, and why the rest would not."),
)
@exits
def preview(workbook: Workbook, now: Now = "", language: Language = "") -> int:
    return _directly("preview", workbook, now, language, True)


@app.command(
    "run",
    help=mark(
        "Run a job's notebook and keep it. Jobs: check, publish, collect, assign, grade, report, "
        "reconcile, or all (check, publish, collect, assign)."
    ),
)
@exits
def run(
    job: Annotated[str, typer.Argument(metavar="JOB")],
    workbooks: Annotated[list[str], typer.Argument(metavar="WORKBOOK...")],
    now: Now = "",
    language: Language = "",
    dry_run: DryRun = False,
    on_demand: Annotated[
        bool, typer.Option("--on-demand", help=mark("collect: read all numbers now"))
    ] = False,
    days: Annotated[int, typer.Option(help=mark("report: how many days it looks back"))] = 30,
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
        str, typer.Option(help=mark("of many workbooks take one part, such as 2/5"))
    ] = "",
) -> int:
    from automation.app import Wishes
    from automation.cli.runs import Keep, run_each, run_notebook_job, shard_of

    options: dict[str, object] = {}
    if job == "collect":
        options = {"on_demand": on_demand}
    if job == "report":
        options = {"days": days}
    wishes = Wishes(now=now, language=language, dry_run=dry_run, options=options)
    keep = Keep(page=page, pdf=pdf)
    mine = shard_of(workbooks, shard)
    if len(workbooks) > 1:
        return run_each(terminal(), job, mine, wishes, keep)
    return run_notebook_job(terminal(), job, mine[0], wishes, keep) if mine else 0


@app.command("pause", help=mark("Stop all publishing of a workbook at once, until “resume”."))
@exits
def pause(workbook: Workbook) -> int:
    from automation.cli.workbooks import switch_pause

    return switch_pause(terminal(), workbook, paused=True)


@app.command("resume", help=mark("Let publishing go on."))
@exits
def resume(workbook: Workbook) -> int:
    from automation.cli.workbooks import switch_pause

    return switch_pause(terminal(), workbook, paused=False)


@app.command(
    "reconcile",
    help=mark("Look on the networks for posts whose outcome is unknown. Sends nothing."),
)
@exits
def reconcile(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("reconcile", workbook, now, language, dry_run)


@app.command(
    "verify", help=mark("Recompute the approval log and name the first row that does not fit.")
)
@exits
def verify(workbook: Workbook) -> int:
    from automation.cli.workbooks import verify_log

    return verify_log(terminal(), workbook)


@app.command(
    "doctor", help=mark("Check the workbook, its channels and their tokens; say what is missing.")
)
@exits
def doctor(workbook: Workbook) -> int:
    from automation.cli.workbooks import doctor_workbook

    return doctor_workbook(terminal(), workbook)


@app.command("rebuild", help=mark("Recompute the machine's columns of the calendar from the logs."))
@exits
def rebuild(
    workbook: Workbook, now: Now = "", language: Language = "", dry_run: DryRun = False
) -> int:
    return _directly("rebuild", workbook, now, language, dry_run)


@app.command(
    "rehearse",
    help=mark("Start the rehearsal network on this machine: for practice, never public."),
)
@exits
def rehearse(
    port: Annotated[int, typer.Option(help=mark("the port to listen on"))] = 3999,
    state: Annotated[str, typer.Option(help=mark("a file that remembers its posts"))] = "",
) -> int:
    from automation.cli.rehearse import rehearse as start

    return start(terminal(), port=port, state=state)


@app.command("demo", help=mark("Play a fortnight of a small brand on the rehearsal network."))
@exits
def demo(
    folder: Annotated[str, typer.Option(help=mark("where its files go; made anew"))] = "demo",
    language: Annotated[str, typer.Option(help=mark("en or id"))] = "",
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
