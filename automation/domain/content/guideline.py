"""The team's own rules, checked before approval (N12): words, length, hashtags, alt text, rhythm."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from automation.domain.content.post import Post
from automation.domain.content.text import (
    contains_word,
    grapheme_count,
    hashtags_in,
    missing_of,
    words_of,
)
from automation.domain.ids import ChannelId
from automation.domain.problems import guideline_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.team.channel import Channel
from automation.language import Sentence, mark


class Rule(StrEnum):
    """What a guideline asks for."""

    BANNED_WORDS = "banned_words"
    REQUIRED_WORDS = "required_words"
    MAX_LENGTH = "max_length"
    MIN_LENGTH = "min_length"
    ALT_TEXT_REQUIRED = "alt_text_required"
    MAX_HASHTAGS = "max_hashtags"
    MIN_HASHTAGS = "min_hashtags"
    BANNED_HASHTAGS = "banned_hashtags"
    REQUIRED_HASHTAGS = "required_hashtags"
    POSTS_PER_DAY = "posts_per_day"
    POSTS_PER_WEEK = "posts_per_week"
    CLASH_MINUTES = "clash_minutes"
    REPEAT_DAYS = "repeat_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """One rule. `words` or `number` is its value; `channels` empty means all; `must` blocks."""

    rule: Rule
    number: int = 0
    words: tuple[str, ...] = ()
    channels: frozenset[ChannelId] = frozenset()
    must: bool = True

    def holds_for(self, channel: ChannelId) -> bool:
        """Say whether the rule is meant for the channel."""
        return not self.channels or channel in self.channels


Found = tuple[ProblemKind, str, Mapping[str, object]]
_Check = Callable[[Guideline, Post, str], Iterator[Found]]


def _banned_words(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    for word in rule.words:
        if contains_word(text, word):
            yield guideline_kinds.BANNED_WORD, "text", {"value": word}


def _required_words(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    for word in missing_of(rule.words, text):
        yield guideline_kinds.REQUIRED_WORD, "text", {"value": word}


def _max_length(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    length = grapheme_count(text)
    if length > rule.number:
        facts = {"length": length, "max": rule.number, "over": length - rule.number}
        yield guideline_kinds.TOO_LONG, "text", facts


def _min_length(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    length = grapheme_count(text)
    if length < rule.number:
        yield guideline_kinds.TOO_SHORT, "text", {"length": length, "min": rule.number}


def _alt_text(_rule: Guideline, post: Post, _text: str) -> Iterator[Found]:
    alts = [*post.alt_texts, *[""] * len(post.media)][: len(post.media)]
    missing = sum(1 for alt in alts if not alt.strip())
    if missing:
        yield guideline_kinds.ALT_MISSING, "alt_text", {"count": missing, "media": len(post.media)}


def _max_hashtags(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    count = len(hashtags_in(text))
    if count > rule.number:
        facts = {"count": count, "max": rule.number, "over": count - rule.number}
        yield guideline_kinds.TOO_MANY_HASHTAGS, "text", facts


def _min_hashtags(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    count = len(hashtags_in(text))
    if count < rule.number:
        facts = {"count": count, "min": rule.number, "under": rule.number - count}
        yield guideline_kinds.TOO_FEW_HASHTAGS, "text", facts


def _tags(words: Iterable[str]) -> set[str]:
    return {word.lstrip("#").casefold() for word in words}


def _banned_hashtags(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    for tag in sorted(_tags(rule.words) & _tags(hashtags_in(text))):
        yield guideline_kinds.BANNED_WORD, "text", {"value": f"#{tag}"}


def _required_hashtags(rule: Guideline, _post: Post, text: str) -> Iterator[Found]:
    for word in rule.words:
        if not _tags([word]) & _tags(hashtags_in(text)):
            yield guideline_kinds.REQUIRED_WORD, "text", {"value": f"#{word.lstrip('#')}"}


_CHECKS: Mapping[Rule, _Check] = {
    Rule.BANNED_WORDS: _banned_words,
    Rule.REQUIRED_WORDS: _required_words,
    Rule.MAX_LENGTH: _max_length,
    Rule.MIN_LENGTH: _min_length,
    Rule.ALT_TEXT_REQUIRED: _alt_text,
    Rule.MAX_HASHTAGS: _max_hashtags,
    Rule.MIN_HASHTAGS: _min_hashtags,
    Rule.BANNED_HASHTAGS: _banned_hashtags,
    Rule.REQUIRED_HASHTAGS: _required_hashtags,
}


def check_post(post: Post, channel: Channel, guidelines: Sequence[Guideline]) -> list[Problem]:
    """Check one post's own text and media against the rules for one channel."""
    text = "\n".join([post.text_for(channel.network), *post.thread, post.first_comment]).strip()
    return [
        Problem(
            kind=kind, tab="calendar", row=post.id, column=column, facts=facts, advice=not rule.must
        )
        for rule in guidelines
        if rule.holds_for(channel.id) and rule.rule in _CHECKS
        for kind, column, facts in _CHECKS[rule.rule](rule, post, text)
    ]


@dataclass(frozen=True, slots=True)
class _Slot:
    at: datetime
    order: int
    post: Post
    words: str


class Rhythm:
    """What stands on each channel and when, so that a post can be checked against its neighbours."""

    def __init__(self, posts: Iterable[Post], networks: Mapping[ChannelId, str]) -> None:
        self._slots: dict[ChannelId, list[_Slot]] = defaultdict(list)
        for order, post in enumerate(posts):
            if post.publish_at is None:
                continue
            for channel in post.channels:
                words = words_of(post.text_for(networks.get(channel, "")))
                self._slots[channel].append(_Slot(post.publish_at, order, post, words))
        for slots in self._slots.values():
            slots.sort(key=lambda slot: (slot.at, slot.order))
        self._times = {name: [slot.at for slot in slots] for name, slots in self._slots.items()}

    def check(
        self, post: Post, channel: Channel, guidelines: Sequence[Guideline], zone: tzinfo
    ) -> list[Problem]:
        """Check one post against the others of a channel: how often, how close, the same again."""
        if post.publish_at is None:
            return []
        rules = [rule for rule in guidelines if rule.holds_for(channel.id)]
        if channel.posts_per_day is not None:
            rules.append(Guideline(rule=Rule.POSTS_PER_DAY, number=channel.posts_per_day))
        found = []
        for rule in rules:
            problems = self._check_rule(rule, post, channel.id, zone)
            found += [replace(problem, advice=not rule.must) for problem in problems]
        return found

    def _check_rule(
        self, rule: Guideline, post: Post, channel: ChannelId, zone: tzinfo
    ) -> Iterator[Problem]:
        match rule.rule:
            case Rule.POSTS_PER_DAY:
                yield from self._too_often(rule, post, channel, zone, mark("that day"))
            case Rule.POSTS_PER_WEEK:
                yield from self._too_often(rule, post, channel, zone, mark("that week"))
            case Rule.CLASH_MINUTES:
                yield from self._clash(rule, post, channel, zone)
            case Rule.REPEAT_DAYS:
                yield from self._same_text(rule, post, channel, zone)
            case _:
                return

    def _between(self, channel: ChannelId, start: datetime, end: datetime) -> list[_Slot]:
        times = self._times.get(channel, [])
        return self._slots[channel][bisect_left(times, start) : bisect_left(times, end)]

    def _too_often(
        self, rule: Guideline, post: Post, channel: ChannelId, zone: tzinfo, period: str
    ) -> Iterator[Problem]:
        at = _at(post).astimezone(zone)
        start = at.replace(hour=0, minute=0, second=0, microsecond=0)
        if rule.rule is Rule.POSTS_PER_WEEK:
            start -= timedelta(days=start.weekday())
        end = start + timedelta(days=7 if rule.rule is Rule.POSTS_PER_WEEK else 1)
        ids = [slot.post.id for slot in self._between(channel, start, end)]
        count = ids.index(post.id) + 1 if post.id in ids else 0
        if count > rule.number:
            yield _row(
                post,
                guideline_kinds.TOO_OFTEN,
                "publish_at",
                count=count,
                channel=channel,
                period=Sentence(period),
                max=rule.number,
            )

    def _clash(
        self, rule: Guideline, post: Post, channel: ChannelId, zone: tzinfo
    ) -> Iterator[Problem]:
        reach, at = timedelta(minutes=rule.number), _at(post)
        for slot in self._between(channel, at - reach, at + reach):
            if slot.post.id != post.id and abs(slot.at - at) < reach:
                yield _row(
                    post,
                    guideline_kinds.CLASH,
                    "publish_at",
                    channel=channel,
                    minutes=rule.number,
                    other=slot.post.label,
                    at=_local(slot.at, zone),
                )
                return

    def _same_text(
        self, rule: Guideline, post: Post, channel: ChannelId, zone: tzinfo
    ) -> Iterator[Problem]:
        reach, at = timedelta(days=rule.number), _at(post)
        nearby = self._between(channel, at - reach, at + timedelta(microseconds=1))
        words = next((slot.words for slot in nearby if slot.post.id == post.id), "")
        for slot in nearby:
            if words and slot.post.id != post.id and slot.words == words:
                yield _row(
                    post,
                    guideline_kinds.SAME_TEXT,
                    "text",
                    channel=channel,
                    days=rule.number,
                    at=_local(slot.at, zone),
                    other=slot.post.label,
                )
                return


def _at(post: Post) -> datetime:
    if post.publish_at is None:
        raise ValueError("a post without a time has no place in the rhythm")
    return post.publish_at


def _local(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _row(post: Post, kind: ProblemKind, column: str, /, **facts: object) -> Problem:
    return Problem(kind=kind, tab="calendar", row=post.id, column=column, facts=facts)
