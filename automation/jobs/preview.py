"""Preview: every post on its way, as each network will be sent it, when, or why not. Writes nothing."""

from automation.domain.content.draft import Draft, Part
from automation.domain.content.media import MediaFile
from automation.domain.content.media_check import megabytes, type_name
from automation.domain.publishing.network import NetworkSpec
from automation.domain.publishing.plan import Decision, Hold, Publish, Why
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.finish import notice
from automation.jobs.look import Look, look, read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.tables import HELD, NEEDS_A_PERSON, Tables, counts_of
from automation.language import Sentence, mark


def preview(ctx: Context) -> JobResult:
    """Show the Drafts of all posts on their way; the very ones a run would send.

    Raises:
        SheetError: the workbook cannot be read.
    """
    seen = look(ctx, read_desk(ctx))
    decisions = [
        decision
        for decision in seen.decide(ctx.now, [review.post for review in seen.reviews.values()])
        if not _is_out(decision)
    ]
    tables = Tables(ctx, seen)
    counts = counts_of(decisions, [])
    going = [d for d in decisions if isinstance(d, Publish) or _is(d, Why.NOT_YET)]
    stuck = [d for d in decisions if _is(d, Why.PROBLEMS)]
    unfit = _drafts(ctx, seen, stuck, mark("Needs work, as it would look"))
    waiting = [d for d in decisions if _is(d, Why.WAITING)]
    headline = ctx.translate(mark("{now} go out now, {later} later, {held} stay as they are"))
    return JobResult(
        job="preview",
        outcome=Outcome.DONE,
        headline=headline.format(
            now=counts.get("due", 0),
            later=counts.get("scheduled", 0),
            held=sum(counts.get(name, 0) for name in ("held", "missed", "rejected", "unknown")),
        ),
        counts=counts,
        tables=[
            _drafts(ctx, seen, going, mark("Goes out, as it will look")),
            _drafts(ctx, seen, waiting, mark("Waits for a decision, as it would look")),
            tables.held(decisions, mark("Stays, and why"), HELD | NEEDS_A_PERSON),
            *([unfit] if unfit.rows else []),
        ],
        notice=notice(ctx, seen.desk),
    )


def _is_out(decision: Decision) -> bool:
    return not isinstance(decision, Publish | Hold)


def _is(decision: Decision, why: Why) -> bool:
    return isinstance(decision, Hold) and decision.why is why


def _drafts(ctx: Context, seen: Look, decisions: list[Decision], title: str) -> Table:
    t = ctx.translate
    rows = []
    for decision in decisions:
        review = seen.reviews[decision.post]
        draft, spec = review.drafts.get(decision.channel), seen.material.specs.get(decision.channel)
        at = review.post.publish_at
        if draft is None or spec is None:
            continue
        zone = seen.desk.zone_of(decision.channel)
        local = f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else t(mark("no time yet"))
        when = (
            t(mark("{time} (now)")).format(time=local) if isinstance(decision, Publish) else local
        )
        rows.append([when, review.post.label, decision.channel, shown(ctx, draft, spec)])
    return Table(
        title=t(title),
        columns=[t(mark("When")), t(mark("Post")), t(mark("Channel")), t(mark("As sent"))],
        rows=sorted(rows),
        empty=t(mark("None.")),
    )


def shown(ctx: Context, draft: Draft, spec: NetworkSpec) -> str:
    """Return a Draft as text: each part with its length, its pictures and their alt text."""
    return "\n— ↳ —\n".join(_part(ctx, part, spec) for part in draft.parts)


def _as_sent(file: MediaFile) -> Sentence:
    """Say what becomes of a picture that was made to fit."""
    return Sentence(
        mark("will be sent as {width}×{height} {type}, {size}"),
        {"width": file.width, "height": file.height, "type": type_name(file.mime), "size": megabytes(file.byte_count)},
    )  # fmt: skip


def _part(ctx: Context, part: Part, spec: NetworkSpec) -> str:
    t = ctx.translate
    lines = []
    if part.content_warning:
        lines.append(t(mark("Content warning: {text}")).format(text=part.content_warning))
    if part.headline:
        lines.append(t(mark("Headline: {text}")).format(text=part.headline))
    if part.topic:
        lines.append(t(mark("Topic: {text}")).format(text=part.topic))
    lines.append(part.text)
    for attachment in part.attachments:
        alt = attachment.alt_text or t(mark("no alt text"))
        lines.append(f"▣ {attachment.file.address} · {alt}")
        if attachment.file.fitted_from:
            lines.append(f"  {_as_sent(attachment.file).say(t)}")
    if part.card_of:
        lines.append(_card(ctx, part.card_of))
    cost = spec.cost_of(part)
    price = "" if cost is None else f"{cost} USD"
    extras = [word for word in (part.visibility, part.language, price) if word]
    length = t(mark("{length} of {max}")).format(length=part.length, max=part.max_length)
    lines.append(f"[{' · '.join([spec.title, length, *extras])}]")
    return "\n".join(lines)


def _card(ctx: Context, address: str) -> str:
    """Show what a linked page says of itself now; it is asked again when the post goes out."""
    card = ctx.media.card(address)
    if card is None:
        none = mark("goes out without a card: the page tells no title, or cannot be read now")
        return f"▭ {address} · {ctx.translate(none)}"
    picture = "▣" if card.picture else ""
    return " · ".join(filter(None, (f"▭ {card.title}", card.description, picture)))
