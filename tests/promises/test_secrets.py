"""A token stays out of everything people and programs are shown; `test_faults` asks it of every fault."""

import json
import logging

import pytest

from tests.desk_builder import Wired, make_team
from tests.wire.raw import answer, raw_server

CANARY = "kenari/9f3a7Zq-jangan bocor"
QUOTED = "kenari%2F9f3a7Zq-jangan%20bocor"


@pytest.mark.parametrize("echo", [CANARY, QUOTED], ids=["as it is", "as addresses carry it"])
def test_a_server_that_repeats_our_token_does_not_bring_it_into_the_workbook(echo, caplog):
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"error": f"The token {echo} is not known here"}).encode()
    with raw_server(answer(401, body)) as server:
        team = make_team(brand=f"{server.url}/@kopi_senja")
        team.tokens = {"MASTODON_TOKEN_BRAND": CANARY}
        team.post("Kopi pagi")

        result = Wired(team).run("check", "08:00")

    said = f"{team.everything()}{json.dumps(result.as_json())}{result.as_html()}{caplog.text}"
    assert "The token *** is not known here" in team.cell("Kopi pagi", "problems")
    assert CANARY not in said
    assert QUOTED not in said
