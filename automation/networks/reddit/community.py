"""What a community asks of the posts in it: what may be attached, how long a title is, its flairs.

Communities differ, and Reddit tells all of it beforehand: so the row can say it before approval.

Source: recordings of Reddit's answers in praw-dev/praw at 7b697581 (`about`, `post_requirements`,
`flairselector`; 2020 to 2025, read 2026-11-22).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NoReturn, Unpack

from automation.domain.content.text import words_of
from automation.domain.publishing.limits import Field, MediaLimit, TextLimit
from automation.domain.publishing.network import NetworkSpec
from automation.errors import Gone, Rejected, Unauthorized
from automation.http import Fields, Method
from automation.http.line import More
from automation.language import mark
from automation.networks.reddit.wire import Wire

_EMOJI = re.compile(r"\s*:[\w+-]+:\s*")
"""How a flair's text names a picture the community drew."""


class Community:
    """One community's rules; each is asked for once a run, and what it does not tell is not known."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._name = name

    def limits(self, spec: NetworkSpec, flair: str) -> NetworkSpec:
        """Return the spec as this community narrows it; with a `flair` given none is missing."""
        return announced(spec, self._about, self._rules, list(self._flairs), has_flair=bool(flair))

    def flair_id(self, flair: str) -> str:
        """Return the id of a flair by its name.

        Raises:
            Rejected: the community has no such flair, or none our account may use.
        """
        wanted = words_of(flair)
        found = {words_of(name): number for name, number in self._flairs.items()}.get(wanted)
        return found or self._refuse(flair)

    def _refuse(self, flair: str) -> NoReturn:
        if not self._flairs:
            self._wire.fail(
                Rejected, "publish",
                mark("The community of channel {channel} has no flair that its account may use, and the post asks for “{flair}”."),
                mark("The post's owner empties the topic and sets the post ready again. If the community has flairs, whoever manages the channel connects it again."),
                flair=flair,
            )  # fmt: skip
        self._wire.fail(
            Rejected, "publish",
            mark("The community of channel {channel} has no flair “{flair}”; it has these: {choices}."),
            mark("The post's owner writes one of them as the topic, and sets the post ready again."),
            flair=flair, choices=", ".join(sorted(self._flairs)),
        )  # fmt: skip

    @cached_property
    def _about(self) -> Fields:
        return self._told("GET", f"/r/{self._name}/about").inside("data")

    @cached_property
    def _rules(self) -> Fields:
        return self._told("GET", f"/api/v1/{self._name}/post_requirements")

    @cached_property
    def _flairs(self) -> Mapping[str, str]:
        """Names of the flairs our account may use, and their ids."""
        form: dict[str, str | list[str]] = {"api_type": "json", "is_newlink": "true"}
        told = self._told("POST", f"/r/{self._name}/api/flairselector", form=form)
        return {
            flair_name(one.text("flair_text")): one.text("flair_template_id")
            for one in told.items("choices")
        }

    def _told(self, method: Method, path: str, **more: Unpack[More]) -> Fields:
        """Ask for something the community may keep to itself."""
        try:
            return self._wire.call("read the rules", method, path, **more).fields
        except (Unauthorized, Rejected, Gone):
            return Fields()


def flair_name(text: str) -> str:
    """Return a flair as people name it: without its pictures, unless there is nothing else."""
    return _EMOJI.sub(" ", text).strip() or text


def announced(
    spec: NetworkSpec, about: Fields, rules: Fields, flairs: Sequence[str], *, has_flair: bool
) -> NetworkSpec:
    """Return the spec as a community narrows it; what it does not tell stays as it is. Pure."""
    needs_flair = rules.values.get("is_flair_required") is True and not has_flair
    fields = {
        **spec.fields,
        Field.TITLE: _shorter(spec.fields[Field.TITLE], rules.count("title_text_max_length")),
        Field.TOPIC: replace(spec.fields[Field.TOPIC], required=needs_flair),
    }
    return replace(
        spec,
        text=_shorter(spec.text, rules.count("body_text_max_length")),
        fields=fields,
        media=_media(spec.media, about),
        options={**spec.options, "topic": frozenset(flairs)},
    )


def _shorter(limit: TextLimit, most: int | None) -> TextLimit:
    return replace(limit, max=most) if most and most < limit.max else limit


def _media(limit: MediaLimit, about: Fields) -> MediaLimit:
    only_text = about.text("submission_type") == "self"
    if about.values.get("allow_galleries") is False:
        limit = replace(limit, images_max=1)
    if only_text or about.values.get("allow_images") is False:
        limit = replace(limit, images_max=0)
    if only_text or about.values.get("allow_videos") is False:
        limit = replace(limit, videos_max=0)
    return limit
