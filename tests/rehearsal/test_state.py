"""Starting, stopping, remembering: the network as a process."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from automation.errors import ConfigError
from automation.rehearsal.network import Rehearsal, RehearsalAccount, serve, start_rehearsal

HEADERS = {"Authorization": "Bearer rehearsal-kopi-senja"}
NOON = datetime(2026, 12, 31, 12, tzinfo=UTC)


def post(network: Rehearsal, text: str, **form: str) -> dict[str, object]:
    headers = {**HEADERS, "Idempotency-Key": text}
    answer = httpx.post(
        f"{network.url}/api/v1/statuses", data={"status": text, **form}, headers=headers
    )
    return dict(answer.json())


def test_it_listens_on_this_machine_only() -> None:
    with start_rehearsal() as network:
        assert network.url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{network.url}/api/v2/instance").json()["rehearsal"] is True


def test_a_port_that_cannot_be_had_is_a_sentence_about_ports() -> None:
    with start_rehearsal() as network:
        for port in (network.port, 99_999):
            with pytest.raises(ConfigError, match=f"cannot listen on port {port} .*another port"):
                start_rehearsal(port)


def test_stopping_twice_and_with_a_request_waiting_is_quiet() -> None:
    network = start_rehearsal()
    network.add_fault("never-answers")
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{network.url}/api/v1/statuses", data={"status": "Halo"}, headers=HEADERS, timeout=0.1
        )

    network.stop()
    network.stop()

    with pytest.raises(httpx.ConnectError):
        httpx.get(network.url)


def test_two_networks_live_side_by_side() -> None:
    with start_rehearsal() as one, start_rehearsal() as two:
        post(one, "Hanya di sini")

        assert len(one.posts("kopi_senja")) == 1
        assert two.posts("kopi_senja") == ()


def test_a_state_with_an_audience_can_be_read_without_one(tmp_path: Path) -> None:
    with start_rehearsal(state=tmp_path / "state.json", audience=True) as network:
        network.set_clock(NOON)
        post(network, "Kamu tim manis atau pahit?")
        network.advance(timedelta(days=1))
        httpx.get(f"{network.url}/api/v1/notifications", headers=HEADERS)

    with start_rehearsal(state=tmp_path / "state.json") as again:
        assert [one.text for one in again.posts("kopi_senja")] == ["Kamu tim manis atau pahit?"]


def test_a_network_started_again_remembers_everything(tmp_path: Path, picture: bytes) -> None:
    state = tmp_path / "latihan" / "state.json"
    with start_rehearsal(state=state, audience=True) as network:
        network.set_clock(NOON)
        media = httpx.post(
            f"{network.url}/api/v2/media", files={"file": ("a.png", picture)}, headers=HEADERS
        ).json()
        first = post(
            network, "Kamu tim manis atau pahit? #kopi", **{"media_ids[]": str(media["id"])}
        )
        post(network, "Nanti malam", scheduled_at="2026-12-31T20:00:00Z")
        network.advance(timedelta(minutes=20))
        httpx.post(
            f"{network.url}/api/v1/markers", data={"home[last_read_id]": "9"}, headers=HEADERS
        )

    with start_rehearsal(network.port, state, audience=True) as again:
        again.set_clock(NOON + timedelta(minutes=20))
        assert post(again, "Kamu tim manis atau pahit? #kopi")["id"] == first["id"]
        attached = httpx.get(f"{again.url}/api/v1/statuses/{first['id']}").json()[
            "media_attachments"
        ][0]
        assert httpx.get(attached["url"]).content == picture
        markers = httpx.get(f"{again.url}/api/v1/markers?timeline[]=home", headers=HEADERS).json()
        assert markers["home"]["last_read_id"] == "9"
        again.advance(timedelta(days=2))
        assert [one.text for one in again.posts("kopi_senja")][-1] == "Nanti malam"
        replies = httpx.get(f"{again.url}/api/v1/statuses/{first['id']}/context").json()[
            "descendants"
        ]
        assert len({one["content"] for one in replies}) == len(replies) >= 1


def test_the_story_is_the_same_whether_or_not_it_was_interrupted(tmp_path: Path) -> None:
    def told(*, interrupted: bool) -> list[str]:
        state = tmp_path / f"{interrupted}.json"
        with start_rehearsal(state=state, audience=True) as network:
            network.set_clock(NOON)
            made = post(network, "Kamu tim manis atau pahit? #kopi")
            network.advance(timedelta(minutes=70))
            if not interrupted:
                network.advance(timedelta(days=2))
                return replies(network, made)
        with start_rehearsal(state=state, audience=True) as network:
            network.set_clock(NOON + timedelta(days=2, minutes=70))
            return replies(network, made)

    def replies(network: Rehearsal, made: dict[str, object]) -> list[str]:
        context = httpx.get(f"{network.url}/api/v1/statuses/{made['id']}/context").json()
        return [one["content"].partition("</span> ")[2] for one in context["descendants"]]

    assert told(interrupted=True) == told(interrupted=False) != []


def test_accounts_that_are_no_longer_seeded_are_left_out(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with start_rehearsal(state=state) as network:
        post(network, "Halo")

    with start_rehearsal(
        state=state, accounts=[RehearsalAccount(username="baru", token="baru")]
    ) as again:
        assert again.posts("baru") == ()


@pytest.mark.parametrize(
    "content", ["not json", "[]", '{"format": 9}', '{"lembar rehearsal 1": {"posts": 3}}']
)
def test_a_foreign_state_file_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(content)

    with pytest.raises(ConfigError, match=r"state\.json is not a rehearsal state"):
        start_rehearsal(state=state)

    assert state.read_text() == content


def test_the_clock_is_set_and_moved_over_http(network: Rehearsal) -> None:
    def clock(**asked: object) -> httpx.Response:
        return httpx.post(f"{network.url}/rehearsal/clock", json=asked)

    assert clock(now="2027-01-01T00:00:00+07:00").json()["now"] == "2026-12-31T17:00:00.000Z"
    assert clock(advance_s=90).json()["now"] == "2026-12-31T17:01:30.000Z"
    assert clock(now=None).json()["stands_still"] is False
    assert [clock(now=text).status_code for text in ("besok", "2027-01-01T00:00:00")] == [422, 422]


def test_serve_announces_its_address_and_runs_until_it_ends() -> None:
    running: list[Rehearsal] = []
    ready = threading.Event()

    def announce(rehearsal: Rehearsal) -> None:
        running.append(rehearsal)
        ready.set()

    thread = threading.Thread(target=serve, args=(0,), kwargs={"announce": announce})
    thread.start()
    assert ready.wait(5)

    assert httpx.get(f"{running[0].url}/api/v2/instance").status_code == 200
    running[0].stop()
    thread.join(5)
    assert not thread.is_alive()


def test_a_token_is_not_shown_by_what_prints_an_account() -> None:
    account = RehearsalAccount(username="kopi", token="rahasia-kopi")

    assert "rahasia-kopi" not in repr(account)
