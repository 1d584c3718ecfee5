"""Make a post fit one network: its Draft, and every Problem that keeps it from fitting. Pure.

Nothing is ever cut: what is too long is a Problem that says by how much and where the limit falls.
Preview shows the Draft that publish sends.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import regex

from automation.domain.content import lengths
from automation.domain.content.draft import Attachment, Draft, Part
from automation.domain.content.media import MediaFile
from automation.domain.content.media_check import ALL_SERVICE, Service, media_findings, needed_by
from automation.domain.content.post import Post
from automation.domain.content.text import holds_link, links_in, words_of
from automation.domain.ids import Revision
from automation.domain.problems import content_kinds, media_kinds
from automation.domain.problems.problem import Labels, Problem, ProblemKind
from automation.domain.publishing.network import (
    Capability,
    Field,
    NetworkSpec,
    TextLimit,
)
from automation.domain.team.channel import Channel
from automation.language import Sentence, mark

LANGUAGE_CODE = regex.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def fit(
    post: Post,
    channel: Channel,
    spec: NetworkSpec,
    media: Mapping[str, MediaFile],
    revision: Revision,
    service: Service = ALL_SERVICE,
) -> tuple[Draft, list[Problem]]:
    """Return what the network will be sent, and why it cannot be sent as it stands."""
    spec = spec.beside([media[address] for address in post.media if address in media])
    draft = Draft(
        post=post.id,
        channel=channel.id,
        network=spec.name,
        revision=revision,
        parts=tuple(_parts(post, spec, media)),
    )
    found = [
        *_text_problems(post, draft, spec),
        *_media_problems(post, draft, spec, service),
        *_option_problems(post, channel, spec),
        *_costs(post, draft, spec),
    ]
    return draft, found


def _parts(post: Post, spec: NetworkSpec, media: Mapping[str, MediaFile]) -> Iterator[Part]:
    alts = dict(enumerate(post.alt_texts))
    attachments = tuple(
        Attachment(file=media[address], alt_text=alts.get(place, ""))
        for place, address in enumerate(post.media)
        if address in media
    )
    texts = [_with_link(post.text_for(spec.name), post.link), *post.thread]
    if post.first_comment:
        texts.append(post.first_comment)
    for place, text in enumerate(texts):
        limit = _limit_of(place, post, spec)
        yield Part(
            text=text,
            headline=post.headline if place == 0 and Field.TITLE in spec.fields else "",
            topic=post.topic if place == 0 and Field.TOPIC in spec.fields else "",
            replies_to=_answers(place, post),
            is_comment=place > len(post.thread),
            attachments=attachments if place == 0 else (),
            card_of=next(iter(links_in(text)), "")
            if spec.makes_cards and not (place == 0 and post.media)
            else "",
            content_warning=post.content_warning,
            visibility=post.visibility,
            language=post.language,
            length=lengths.length_of(text, limit, post.content_warning),
            max_length=limit.max,
        )


def _answers(place: int, post: Post) -> int | None:
    """A thread's part answers the one before it; the first comment answers the post itself."""
    if place == 0:
        return None
    return 0 if place > len(post.thread) else place - 1


def _with_link(text: str, link: str) -> str:
    if not link or holds_link(text, link):
        return text
    return f"{text}\n\n{link}" if text else link


def _problem(post: Post, kind: ProblemKind, column: str = "", /, **facts: object) -> Problem:
    return Problem(kind=kind, tab="calendar", row=post.id, column=column, facts=facts)


def _name_of(place: int, post: Post, draft: Draft) -> tuple[Sentence, str]:
    """Return how a part is named, and the column it stands in."""
    if place == 0:
        return Sentence(mark("The text")), "text"
    if post.first_comment and place == len(draft.parts) - 1:
        return Sentence(mark("The first comment")), "first_comment"
    return Sentence(mark("Part {number} of the thread"), {"number": place}), "thread"


def _text_problems(post: Post, draft: Draft, spec: NetworkSpec) -> Iterator[Problem]:
    first = draft.parts[0]
    if not first.text.strip() and not first.attachments and not post.media:
        yield _problem(post, content_kinds.EMPTY_POST, "text")
    for one, said, column, title in (
        (Field.TITLE, post.headline, "headline", mark("The headline")),
        (Field.TOPIC, post.topic, "topic", mark("The topic")),
    ):
        for kind, facts in (
            lengths.problems_of(said, spec.fields[one]) if one in spec.fields else ()
        ):
            yield _problem(post, kind, column, part=Sentence(title), network=spec.title, **facts)
    for place, part in enumerate(draft.parts):
        name, column = _name_of(place, post, draft)
        for kind, facts in lengths.problems_of(
            part.text, _limit_of(place, post, spec), warning=part.content_warning
        ):
            yield _problem(post, kind, column, part=name, network=spec.title, **facts)


def _limit_of(place: int, post: Post, spec: NetworkSpec) -> TextLimit:
    """A first comment has its own limit, and so may a text that stands below media."""
    if place > len(post.thread):
        return spec.limit_of(Field.COMMENT)
    return spec.limit_of(Field.CAPTION) if place == 0 and post.media else spec.text


def _media_problems(
    post: Post, draft: Draft, spec: NetworkSpec, service: Service
) -> Iterator[Problem]:
    attachments = draft.parts[0].attachments
    if len(post.alt_texts) > len(post.media):
        yield _problem(
            post,
            media_kinds.ALT_WITHOUT_MEDIA,
            "alt_text",
            alts=len(post.alt_texts),
            media=len(post.media),
        )
    if post.media and Capability.MEDIA not in spec.can:
        yield _problem(
            post,
            content_kinds.CANNOT,
            "media",
            network=spec.title,
            channel=draft.channel,
            feature=Sentence(mark("pictures")),
        )
        return
    if spec.media.required and not post.media:
        needed = needed_by(spec.media)
        yield _problem(
            post,
            media_kinds.MEDIA_MISSING,
            "media",
            network=spec.title,
            channel=draft.channel,
            needed=needed,
        )
    for kind, column, facts in media_findings(attachments, spec, service):
        yield _problem(post, kind, column, **facts)


def _option_problems(post: Post, channel: Channel, spec: NetworkSpec) -> Iterator[Problem]:
    wanted = (
        (post.thread, Capability.THREAD, "thread", mark("a thread")),
        (post.first_comment, Capability.FIRST_COMMENT, "first_comment", mark("a first comment")),
        (
            post.content_warning,
            Capability.CONTENT_WARNING,
            "content_warning",
            mark("a content warning"),
        ),
        (post.visibility, Capability.VISIBILITY, "visibility", mark("visibility")),
    )
    for value, capability, column, feature in wanted:
        if value and capability not in spec.can:
            yield _problem(
                post,
                content_kinds.CANNOT,
                column,
                network=spec.title,
                channel=channel.id,
                feature=Sentence(feature),
            )
    yield from _choice_problems(post, spec)
    if post.language and not LANGUAGE_CODE.fullmatch(post.language):
        yield _problem(
            post,
            content_kinds.BAD_LANGUAGE,
            "post_language",
            value=post.language,
            column="post_language",
        )


def _choice_problems(post: Post, spec: NetworkSpec) -> Iterator[Problem]:
    """Hold what was chosen against what the network lets people choose from."""
    levels = spec.options.get("visibility", frozenset())
    if post.visibility and levels and post.visibility not in levels:
        yield _problem(
            post,
            content_kinds.BAD_OPTION,
            "visibility",
            network=spec.title,
            column="visibility",
            value=Labels(tab="calendar", column="visibility", values=[post.visibility]),
            choices=Labels(tab="calendar", column="visibility", values=levels),
        )
    topics = spec.options.get("topic", frozenset())
    if post.topic and topics and words_of(post.topic) not in map(words_of, topics):
        yield _problem(
            post,
            content_kinds.BAD_OPTION,
            "topic",
            network=spec.title,
            column="topic",
            value=post.topic,
            choices=", ".join(sorted(topics)),
        )


def _costs(post: Post, draft: Draft, spec: NetworkSpec) -> Iterator[Problem]:
    """Say what the post costs, to whoever approves it; it stays back for nothing."""
    costs = [cost for part in draft.parts if (cost := spec.cost_of(part)) is not None]
    if spec.price is not None:
        yield _problem(
            post,
            content_kinds.COSTS_MONEY,
            network=spec.title,
            channel=draft.channel,
            amount=f"{sum(costs, Decimal())} USD",
            message=f"{spec.price.message} USD",
            with_link=f"{spec.price.with_link} USD",
        )
