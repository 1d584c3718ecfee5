"""A post made ready for one network: what is sent, what is too much, and where the limit falls."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.content.draft import Draft
from automation.domain.content.fit import fit
from automation.domain.content.lengths import length_of
from automation.domain.content.post import Post
from automation.domain.content.text import Unit
from automation.domain.ids import Revision
from automation.domain.problems import content_kinds
from automation.domain.problems.problem import Problem
from automation.domain.publishing.network import Capability, Field, NetworkSpec
from automation.language import english
from tests.domain.builders import SPEC, make_picture, with_text
from tests.domain.desks import make_channel, make_post

REVISION = Revision("a" * 32)
FAMILY = "👨‍👩‍👧‍👦"


def fitted(
    post: Post, spec: NetworkSpec = SPEC, *pictures: str, **picture: object
) -> tuple[Draft, list[Problem]]:
    media = {name: make_picture(name, **picture) for name in pictures or post.media}
    return fit(post, make_channel(), spec, media, REVISION)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("unit", "text", "size"),
    [
        (Unit.GRAPHEMES, FAMILY, 1),
        (Unit.CODE_POINTS, FAMILY, 7),
        (Unit.UTF16, FAMILY, 11),
        (Unit.UTF8_BYTES, FAMILY, 25),
        (Unit.GRAPHEMES, "e\u0301", 1),
        (Unit.UTF8_BYTES, "é", 2),
    ],
)
def test_a_length_is_counted_in_the_networks_own_unit(unit: Unit, text: str, size: int) -> None:
    assert length_of(text, with_text(unit=unit).text) == size


@pytest.mark.parametrize(
    "letter", ["k", FAMILY, "👍🏽", "🇮🇩", "e\u0301"], ids=["k", "family", "thumb", "flag", "accent"]
)
def test_a_text_at_the_limit_passes_and_one_more_says_by_how_much(letter: str) -> None:
    _, passes = fitted(make_post(text=letter * 500))
    _, fails = fitted(make_post(text=letter * 501))

    assert passes == []
    assert [(p.code, p.facts["length"], p.facts["max"], p.facts["over"]) for p in fails] == [
        ("text_too_long", 501, 500, 1)
    ]


def test_a_text_too_long_shows_the_last_words_that_fit() -> None:
    text = "Selamat pagi, teman kopi! " * 3
    spec = with_text(max=len("Selamat pagi, teman kopi! Selamat pagi"))

    _, (problem,) = fitted(make_post(text=text), spec)

    assert problem.facts["tail"] == "…teman kopi! Selamat pagi"


def test_the_limit_is_shown_right_behind_a_link_that_counts_less_than_it_is_long() -> None:
    link = "https://kopi.example/" + "menu/" * 20
    spec = with_text(max=23 + len(" pesan"))

    _, (problem,) = fitted(make_post(text=f"{link} pesan sekarang"), spec)

    assert str(problem.facts["tail"]).endswith("menu/ pesan")
    assert problem.facts["over"] == len(" sekarang")


def test_a_content_warning_counts_and_leaves_less_room_for_the_text() -> None:
    post = make_post(text="k" * 495, content_warning="Kafein")

    assert codes(fitted(post)[1]) == ["text_too_long"]
    assert fitted(post, with_text(counts_warning=False))[1] == []
    assert fitted(replace(post, text="k" * 494))[1] == []


def test_the_link_is_put_below_the_text_unless_the_text_shows_it() -> None:
    link = "https://kopi.example/menu"

    below, _ = fitted(make_post(text="Menu baru", link=link))
    alone, _ = fitted(make_post(text="", link=link))
    shown, _ = fitted(make_post(text=f"Menu: {link}!", link=link))
    longer, _ = fitted(make_post(text=f"Menu: {link}-lama", link=link))

    assert below.parts[0].text == f"Menu baru\n\n{link}"
    assert alone.parts[0].text == link
    assert shown.parts[0].text == f"Menu: {link}!"
    assert longer.parts[0].text == f"Menu: {link}-lama\n\n{link}"


def test_a_link_put_below_the_text_counts_towards_the_limit() -> None:
    post = make_post(text="k" * 476, link="https://kopi.example/menu")

    assert [p.facts["over"] for p in fitted(post)[1]] == [476 + 2 + 23 - 500]


def test_a_networks_own_text_goes_there_and_the_common_one_elsewhere() -> None:
    post = make_post(text="Untuk semua", texts={"mastodon": "Khusus Mastodon", "bluesky": ""})

    assert fitted(post)[0].parts[0].text == "Khusus Mastodon"
    assert fitted(post, replace(SPEC, name="bluesky"))[0].parts[0].text == "Untuk semua"


def test_a_threads_part_answers_the_one_before_and_the_comment_answers_the_post() -> None:
    post = make_post(text="Satu", thread=("Dua", "Tiga"), first_comment="Tanya di sini")

    draft, problems = fitted(post)

    assert problems == []
    assert [(part.text, part.replies_to) for part in draft.parts] == [
        ("Satu", None), ("Dua", 0), ("Tiga", 1), ("Tanya di sini", 0),
    ]  # fmt: skip


def test_every_part_carries_warning_visibility_and_language_but_only_the_first_the_media() -> None:
    post = make_post(
        media=("kopi.jpg",), thread=("Dua",), content_warning="Kafein", visibility="unlisted",
        language="id",
    )  # fmt: skip

    draft, _ = fitted(post)

    assert {(p.content_warning, p.visibility, p.language) for p in draft.parts} == {
        ("Kafein", "unlisted", "id")
    }
    assert [len(part.attachments) for part in draft.parts] == [1, 0]


def test_a_part_that_is_too_long_is_named() -> None:
    long = "k" * 501
    post = make_post(thread=("Dua", long), first_comment=long)

    _, problems = fitted(post)

    assert [str(p.facts["part"]) for p in problems] == ["Part 2 of the thread", "The first comment"]


@pytest.mark.parametrize(
    ("changes", "capability"),
    [
        ({"thread": ("Dua",)}, Capability.THREAD),
        ({"first_comment": "Tanya di sini"}, Capability.FIRST_COMMENT),
        ({"content_warning": "Kafein"}, Capability.CONTENT_WARNING),
        ({"visibility": "unlisted"}, Capability.VISIBILITY),
        ({"media": ("kopi.jpg",)}, Capability.MEDIA),
    ],
    ids=["a thread", "a first comment", "a content warning", "visibility", "pictures"],
)
def test_what_a_network_cannot_do_is_said_not_dropped(
    changes: dict[str, object], capability: Capability
) -> None:
    spec = replace(SPEC, can=SPEC.can - {capability})

    assert codes(fitted(make_post(**changes), spec)[1]) == ["cannot"]  # type: ignore[arg-type]
    assert fitted(make_post(**changes))[1] == []  # type: ignore[arg-type]


FILED = replace(
    SPEC,
    fields={Field.TOPIC: replace(SPEC.text, max=10, refused=".&")},
    options={**SPEC.options, "topic": frozenset({"Resep", "Tanya Jawab"})},
)


def test_a_topic_goes_where_posts_are_filed_and_nowhere_else() -> None:
    post = make_post(topic="resep", thread=("Dua",))

    filed, found = fitted(post, FILED)
    elsewhere, _ = fitted(post)

    assert found == []
    assert [part.topic for part in filed.parts] == ["resep", ""]
    assert [part.topic for part in elsewhere.parts] == ["", ""]


@pytest.mark.parametrize(
    ("topic", "required", "code"),
    [
        ("", True, "text_missing"),
        ("Promo", False, "bad_option"),
        ("Resep & Kopi", False, "text_too_long"),
        ("Resep.", False, "sign_refused"),
    ],
)
def test_a_topic_the_network_does_not_take_is_said_in_its_column(
    topic: str, required: bool, code: str
) -> None:
    limit = replace(FILED.fields[Field.TOPIC], required=required)

    _, found = fitted(make_post(topic=topic), replace(FILED, fields={Field.TOPIC: limit}))

    assert code in codes(found)
    assert {problem.column for problem in found} == {"topic"}


def test_the_key_of_a_part_is_the_same_whenever_the_same_part_is_sent() -> None:
    post = make_post(thread=("Dua",))
    first, second = fitted(post)[0], fitted(replace(post, title="Nama lain"))[0]
    edited, _ = fit(post, make_channel(), SPEC, {}, Revision("b" * 32))

    assert first.key_of(1) == second.key_of(1)
    assert len({first.key_of(0), first.key_of(1), edited.key_of(1)}) == 3


WORDS = st.lists(
    st.sampled_from(
        ["kopi ", FAMILY, "e\u0301", "https://kopi.example/menu ", "@ayu@kopi.example ", "\n", "."]
    )
    | st.text(max_size=4),
    max_size=14,
).map("".join)


@settings(deadline=None)
@given(
    text=WORDS, warning=WORDS, thread=st.lists(WORDS, max_size=2),
    link=st.sampled_from(["", "https://kopi.example/menu"]),
    maximum=st.integers(1, 60), unit=st.sampled_from(Unit),
)  # fmt: skip
def test_nothing_longer_than_the_limit_goes_out_unnoticed_and_nothing_is_cut(
    text: str, warning: str, thread: list[str], link: str, maximum: int, unit: Unit
) -> None:
    spec = with_text(max=maximum, unit=unit)
    post = make_post(text=text, content_warning=warning, thread=tuple(thread), link=link)

    draft, problems = fitted(post, spec)

    found = [p for p in problems if p.kind is content_kinds.TEXT_TOO_LONG]
    too_long = [p for p in draft.parts if length_of(p.text, spec.text, warning) > maximum]
    assert len(found) == len(too_long)
    assert all(
        p.facts["over"] == part.length - maximum for p, part in zip(found, too_long, strict=True)
    )
    assert draft.parts[0].text.startswith(text)
    assert [part.text for part in draft.parts[1:]] == thread
    assert all("{" not in problem.kind.fix or problem.say(english) for problem in problems)
