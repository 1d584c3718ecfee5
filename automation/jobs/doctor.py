"""Doctor: ask every channel whether it lets us in, and say in plain words what is missing."""

from collections.abc import Sequence
from dataclasses import replace

from automation.domain.desk import Desk
from automation.domain.problems.access_kinds import RIGHTS_MISSING
from automation.domain.problems.problem import Problem
from automation.domain.problems.publishing_kinds import CHANNEL_CLOSED
from automation.domain.publishing.access import problems_of_access
from automation.domain.publishing.network import ChannelCheck
from automation.domain.publishing.sign_in import Access
from automation.domain.run import Outcome
from automation.domain.team.channel import Channel
from automation.errors import LembarError
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.look import Look, look, read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.show import REHEARSAL
from automation.language import Sentence, mark


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
        network = seen.networks.open(channel.id)
        found = network.check()
    except LembarError as error:
        facts = {"what": error.what, "fix": error.fix}
        closed = Problem(kind=CHANNEL_CLOSED, tab="channels", row=channel.id, facts=facts)
        return t(mark("does not answer")), "", [closed, *_of_access(ctx, seen, channel, None)]
    rehearsal = f" ({t(REHEARSAL)})" if channel.is_rehearsal else ""
    access = _access(seen, channel, found)
    expires = ""
    if access.ends_at is not None:
        expires = access.ends_at.astimezone(seen.desk.settings.timezone).isoformat()
    problems = _of_access(ctx, seen, channel, found) + _findings(channel, found)
    return f"✓ {found.account}{rehearsal}", expires, problems


def _access(seen: Look, channel: Channel, found: ChannelCheck | None) -> Access:
    """Return how long access lasts: as we know it, or else as the network tells."""
    access = seen.networks.access[channel.id]
    if access.is_kept or found is None:
        return access
    return replace(access, ends_at=found.expires_at)


def _of_access(
    ctx: Context, seen: Look, channel: Channel, found: ChannelCheck | None
) -> list[Problem]:
    access, zone = _access(seen, channel, found), seen.desk.settings.timezone
    return problems_of_access(channel, access, now=ctx.now, timezone=zone)


def _findings(channel: Channel, found: ChannelCheck) -> list[Problem]:
    problems = []
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
