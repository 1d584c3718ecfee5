"""Doctor: ask every channel whether it lets us in, and say in plain words what is missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from automation.domain.desk import Desk
from automation.domain.problems.problem import Problem
from automation.domain.problems.publishing_kinds import CHANNEL_CLOSED, EXPIRES_SOON, RIGHTS_MISSING
from automation.domain.publishing.network import ChannelCheck
from automation.domain.run import Outcome
from automation.domain.team.channel import Channel
from automation.errors import LembarError
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.look import Look, look, read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.show import REHEARSAL
from automation.language import Sentence, mark

WARN_BEFORE = timedelta(days=7)


def doctor(ctx: Context) -> JobResult:
    """Check the workbook and every channel; write what was found beside each channel.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    started_at = ctx.clock()
    seen = look(ctx, read_desk(ctx), lambda _post: False)
    t = ctx.translate
    rows: list[list[str]] = []
    shown: dict[str, dict[str, object]] = {}
    needs: list[str] = []
    for channel in seen.desk.channels.values():
        ctx.log(t(mark("Asking {channel}")).format(channel=channel.id))
        word, expires, problems = _ask(ctx, seen, channel)
        problems += [
            p for p in seen.desk.tab_problems if p.tab == "channels" and p.row == channel.id
        ]
        lines = [problem.say(t, ctx.title_of) for problem in problems]
        rows.append([channel.id, channel.network, word, expires, "\n".join(lines)])
        shown[channel.id] = {
            "state": word,
            "token_expires_at": expires or None,
            "problems": "\n".join(lines) or None,
        }
        needs += lines
    needs += [p.say(t, ctx.title_of) for p in seen.desk.tab_problems if p.tab != "channels"]
    result = replace(_result(ctx, rows, needs), next_steps=_waiting(ctx, seen.desk))
    ending = Ending(desk=seen.desk, started_at=started_at, show={"channels": shown})
    return finish(ctx, result, ending)


def _waiting(ctx: Context, desk: Desk) -> list[str]:
    """Name what an earlier run could not write; this run writes it, unless it is a dry one."""
    if not desk.owed:
        return []
    told = mark("An earlier run could not write what the networks had answered: {count} lines wait in {journal}. The next run that writes {workbook} from this machine settles them.")  # fmt: skip
    facts = {
        "count": len(desk.owed),
        "journal": ctx.journal.place,
        "workbook": ctx.workbook.address,
    }
    return [Sentence(told, facts).say(ctx.translate)]


def _ask(ctx: Context, seen: Look, channel: Channel) -> tuple[str, str, list[Problem]]:
    """Return what to show of a channel: its word, when its access ends, and its findings."""
    t = ctx.translate
    if not channel.active:
        return t(mark("switched off")), "", []
    try:
        found = seen.networks.open(channel.id).check()
    except LembarError as error:
        facts = {"what": error.what, "fix": error.fix}
        closed = Problem(kind=CHANNEL_CLOSED, tab="channels", row=channel.id, facts=facts)
        return t(mark("does not answer")), "", [closed]
    rehearsal = f" ({t(REHEARSAL)})" if channel.is_rehearsal else ""
    expires = ""
    if found.expires_at is not None:
        expires = found.expires_at.astimezone(seen.desk.settings.timezone).isoformat()
    return f"✓ {found.account}{rehearsal}", expires, _findings(ctx, channel, found)


def _findings(ctx: Context, channel: Channel, found: ChannelCheck) -> list[Problem]:
    problems = []
    if found.expires_at is not None and found.expires_at - ctx.now <= WARN_BEFORE:
        days = max(0, (found.expires_at - ctx.now).days)
        problems.append(
            Problem(
                kind=EXPIRES_SOON,
                tab="channels",
                row=channel.id,
                facts={"channel": channel.id, "days": days},
            )
        )
    if found.missing_rights:
        rights = ", ".join(found.missing_rights)
        problems.append(
            Problem(
                kind=RIGHTS_MISSING,
                tab="channels",
                row=channel.id,
                facts={"channel": channel.id, "rights": rights},
            )
        )
    return problems


def _result(ctx: Context, rows: Sequence[Sequence[str]], needs: Sequence[str]) -> JobResult:
    t = ctx.translate
    columns = [
        t(mark("Channel")),
        t(mark("Network")),
        t(mark("State")),
        t(mark("Access ends")),
        t(mark("Why, and what to do")),
    ]
    good = sum(row[2].startswith("✓") for row in rows)
    return JobResult(
        job="doctor",
        outcome=Outcome.NEEDS_PERSON if needs else Outcome.DONE,
        headline=t(mark("{good} of {all} channels let us in")).format(good=good, all=len(rows)),
        counts={"channels": len(rows), "good": good},
        tables=[
            Table(
                title=t(mark("Channels")),
                columns=columns,
                rows=rows,
                empty=t(mark("There is no channel yet. Add one in the channels tab.")),
            )
        ],
        needs=needs,
    )
