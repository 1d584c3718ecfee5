"""A token renews itself in time, once for everybody, and never loses the right to be renewed."""

import pickle
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from automation.domain.publishing.sign_in import SignIn, Trouble
from automation.errors import NetworkError, Unauthorized, Unavailable
from automation.tokens.credential import StoredCredential
from automation.tokens.grant import access_of
from tests.tokens.conftest import LONG_LIVED, ROTATING, SESSION, Bench
from tests.wire.oauth import Mishap
from tests.wire.raw import closed_port

MakeBench = Callable[[SignIn], Bench]


def test_a_token_with_time_left_is_used_as_it_is(bench: Bench) -> None:
    grant = bench.agree()

    assert bench.open().reveal() == grant.access
    assert bench.server.refreshes() == 0


def test_a_token_is_renewed_before_it_ends_and_kept_before_it_is_used(bench: Bench) -> None:
    grant = bench.agree()
    bench.later(hours=1, minutes=57)

    token = bench.open().reveal()

    assert token != grant.access
    assert bench.server.lives(token)
    assert bench.kept().access == token


def test_a_refused_token_is_renewed_once_and_the_request_sent_again(bench: Bench) -> None:
    grant = bench.agree()
    del bench.server.access[grant.access]

    assert bench.whoami(bench.open()) == "7"
    assert bench.server.refreshes() == 1


def test_a_token_that_is_refused_again_after_its_renewal_is_given_up(bench: Bench) -> None:
    bench.agree()
    token = bench.open()
    bench.server.access.clear()
    bench.server.lives = lambda token: False  # type: ignore[method-assign]

    with pytest.raises(Unauthorized) as refused:
        bench.whoami(token)

    assert bench.server.refreshes() == 1
    assert "lembar connect kopigram --channel brand" in str(refused.value)


def test_threads_of_a_run_renew_once(bench: Bench) -> None:
    bench.agree()
    bench.later(hours=3)
    token, seen = bench.open(), set[str]()
    threads = [threading.Thread(target=lambda: seen.add(token.reveal())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (bench.server.refreshes(), len(seen)) == (1, 1)


def test_overlapping_runs_renew_once_and_keep_the_grant(bench: Bench) -> None:
    bench.agree()
    bench.later(hours=3)
    runs, seen = [bench.open() for _ in range(4)], set[str]()
    threads = [threading.Thread(target=lambda one=run: seen.add(one.reveal())) for run in runs]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (bench.server.refreshes(), len(seen), bench.server.ended) == (1, 1, set())


@pytest.mark.parametrize("mishap", [Mishap.NO_REFRESH, Mishap.EMPTY_REFRESH])
def test_an_answer_without_a_refresh_token_leaves_the_old_one(bench: Bench, mishap: Mishap) -> None:
    grant = bench.agree()
    bench.later(hours=3)
    bench.server.mishap = mishap

    bench.open().reveal()

    assert bench.kept().refresh == grant.refresh
    bench.later(hours=3)
    assert bench.server.lives(bench.open().reveal())


@pytest.mark.parametrize("mishap", [Mishap.LOST, Mishap.PAGE])
def test_after_a_lost_answer_the_old_token_is_used_while_it_lives(
    bench: Bench, mishap: Mishap
) -> None:
    grant = bench.agree()
    bench.later(hours=1, minutes=57)
    bench.server.mishap = mishap

    assert bench.open().reveal() == grant.access
    assert bench.open().reveal() == grant.access
    assert bench.server.refreshes() == 1
    assert access_of(bench.kept(), ROTATING).trouble is Trouble.LOST
    assert access_of(bench.kept(), ROTATING).ends_at == grant.expires_at


def test_when_the_old_token_has_ended_too_a_lost_answer_asks_a_person(bench: Bench) -> None:
    bench.agree()
    bench.later(hours=1, minutes=57)
    bench.server.mishap = Mishap.LOST
    bench.open().reveal()
    bench.later(hours=1)

    with pytest.raises(Unauthorized) as ended:
        bench.open().reveal()

    assert "lembar connect kopigram --channel brand" in ended.value.fix.say(lambda text: text)
    assert bench.server.refreshes() == 2  # with nothing left to lose it was tried once more
    with pytest.raises(Unauthorized):
        bench.open().reveal()
    assert bench.server.refreshes() == 2


def test_a_run_killed_while_it_renews_leaves_word_of_it(bench: Bench) -> None:
    class Killed(BaseException):
        """What no handler of ours catches."""

    bench.agree()
    bench.later(hours=3)
    token = bench.open()

    def die(*_: object) -> None:
        raise Killed

    bench.http.ask = die  # type: ignore[method-assign, assignment]
    with pytest.raises(Killed):
        token.reveal()

    assert bench.kept().trouble is Trouble.LOST


def test_a_renewal_nobody_heard_of_changes_nothing(bench: Bench) -> None:
    grant = bench.agree()
    bench.later(hours=1, minutes=57)
    bench.server.mishap = Mishap.ERROR
    reachable = bench.server.url
    bench.server.url = f"http://127.0.0.1:{closed_port()}"

    assert bench.open().reveal() == grant.access
    assert bench.kept() == grant

    bench.later(hours=1)
    with pytest.raises(Unavailable):
        bench.open().reveal()
    bench.server.url, bench.server.mishap = reachable, None
    assert bench.server.lives(bench.open().reveal())


def test_a_refused_renewal_is_remembered_and_not_asked_for_again(bench: Bench) -> None:
    bench.agree()
    bench.server.refresh.clear()
    bench.later(hours=3)

    for _ in range(2):
        with pytest.raises(Unauthorized):
            bench.open().reveal()

    assert bench.server.refreshes() == 1
    assert bench.kept().trouble is Trouble.REFUSED


def test_a_token_renewed_by_itself_is_renewed_when_a_third_of_its_life_is_left(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(LONG_LIVED)
    grant = bench.agree()

    bench.later(days=39)
    assert bench.open().reveal() == grant.access
    bench.later(days=2)
    token = bench.open().reveal()

    assert token != grant.access
    assert bench.kept().expires_at == bench.time.now() + timedelta(days=60)


def test_a_session_is_opened_with_the_app_password_and_continued(make_bench: MakeBench) -> None:
    bench = make_bench(SESSION)
    bench.keep(bench.empty())

    token = bench.open()
    first = token.reveal()
    bench.later(hours=2)
    second = bench.open().reveal()

    assert first != second
    assert bench.server.calls == ["session", "session renewed"]
    assert token.fact("did") == "did:plc:kopi"


def test_a_session_that_cannot_be_continued_is_opened_anew(make_bench: MakeBench) -> None:
    bench = make_bench(SESSION)
    bench.keep(bench.empty())
    bench.open().reveal()
    bench.server.refresh.clear()
    bench.later(hours=3)

    assert bench.server.lives(bench.open().reveal())
    assert bench.server.calls == ["session", "session renewed", "session"]


def test_no_secret_shows_in_print_message_or_pickle_and_new_ones_are_scrubbed(bench: Bench) -> None:
    grant = bench.agree()
    bench.later(hours=3)
    token = bench.open()
    new = token.reveal()

    shown = f"{token} {token!r} {[token]} {grant} {bench.kept()!r} {bench.desk}"
    assert "canary" not in shown
    assert "canary" not in bench.settings.scrub(f"{grant.access} {new} {bench.kept().refresh}")
    with pytest.raises(TypeError):
        pickle.dumps(token)


def test_a_disconnected_channel_is_not_brought_back_by_a_run(bench: Bench) -> None:
    bench.agree()
    bench.later(hours=3)
    token: StoredCredential = bench.open()
    bench.store.remove(bench.kept().key)

    with pytest.raises(NetworkError):
        token.reveal()

    assert bench.store.load_all() == []
