"""Every catalogued fault tells people what happened, what to do and who does it; no secret leaks."""

import inspect
import json
import logging
import re
import traceback

import pytest

from automation.errors import LembarError
from automation.http import PublicWeb
from automation.media import MediaStore
from automation.rehearsal.network import RehearsalAccount, start_rehearsal
from tests.desk_builder import MemoryBook, XlsxBook, make_team
from tests.promises import faults_of_people, faults_of_the_world
from tests.promises.fault_scene import CATALOGUE, ON_FILE, Scene

CANARY = "kenari-9f3a7Zq-jangan-bocor"


@pytest.fixture
def scene(tmp_path, name):
    account = RehearsalAccount(username="kopi_senja", token=CANARY)
    on_file = CATALOGUE[name][0] in ON_FILE
    book = XlsxBook(tmp_path / "kalender.xlsx", "en") if on_file else MemoryBook("en")
    with start_rehearsal(accounts=[account]) as network:
        team = make_team(book, brand=f"{network.url}/@kopi_senja")
        team.tokens = {"MASTODON_TOKEN_BRAND": CANARY}
        team.media = MediaStore(tmp_path, PublicWeb().fetch)
        yield Scene(team, network, tmp_path)


def told_of(scene, play):
    """Return what people are told, and the exception's every trace when there was one."""
    try:
        return play(scene), ""
    except LembarError as error:
        return error.say(lambda template: template), "".join(traceback.format_exception(error))


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_fault_says_what_happened_what_to_do_and_who_and_no_secret(name, scene, caplog):
    caplog.set_level(logging.DEBUG)
    play, words = CATALOGUE[name]

    told, trace = told_of(scene, play)

    assert [word for word in words if word not in told] == [], told
    said = [
        told,
        trace,
        caplog.text,
        *(json.dumps(r.as_json()) + r.as_html() for r in scene.results),
    ]
    assert not any(CANARY in text for text in said)
    assert CANARY.encode() not in b"".join(
        p.read_bytes() for p in scene.folder.iterdir() if p.is_file()
    )


def test_the_catalogue_is_whole():
    """Entering is done by importing, and a name entered twice would hide the first."""
    entered = [
        name
        for module in (faults_of_people, faults_of_the_world)
        for name in re.findall(
            r'^(?:@fault|row|answer)\("([^"]+)"', inspect.getsource(module), re.M
        )
    ]

    assert sorted(CATALOGUE) == sorted(entered)
    assert len(CATALOGUE) >= 25
