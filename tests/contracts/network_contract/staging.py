"""What every network that publishes in stages promises: what was begun is gone on with."""

from collections.abc import Callable

import pytest

from automation.errors import NotReady
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk
from tests.wire.stage import TEXT

MOST_RUNS = 20


class Interrupted(BaseException):
    """The process is gone."""


class Staging:
    """Every handle is kept before the next stage, and used instead of doing the stage again."""

    def test_a_process_that_dies_at_any_stage_leaves_one_post_in_the_end(self, desk: Desk) -> None:
        if not desk.open().spec.staged:
            pytest.skip("the header declares that it publishes in one request")
        dies_at = 0
        while self._publish_dying(desk, dies_at):
            dies_at += 1

        assert dies_at >= 2, "a staged network keeps a handle, and says when it goes"
        assert desk.stage.texts() == [_text(number) for number in range(dies_at + 1)]

    def _publish_dying(self, desk: Desk, dies_at: int) -> bool:
        """Publish, dying at the n-th stage; say whether that stage was reached."""
        kept: dict[str, str] = {}
        left = [dies_at]

        def stage() -> None:
            left[0] -= 1
            if left[0] == -1:
                raise Interrupted

        def keep(step: str, handle: str) -> None:
            stage()  # the ledger may not have it yet: that stage is done again, unseen
            kept[step] = handle

        try:
            _publish(desk, dies_at, kept, keep, stage)
        except Interrupted:
            _publish(desk, dies_at, kept, kept.__setitem__, lambda: None)
            return True
        return False

    def test_a_look_for_what_was_never_made_visible_finds_nothing(self, desk: Desk) -> None:
        if not desk.open().spec.staged:
            pytest.skip("the header declares that it publishes in one request")
        kept: dict[str, str] = {}

        def go() -> None:
            raise Interrupted

        with pytest.raises(Interrupted):
            _publish(desk, 0, kept, kept.__setitem__, go)

        looked = desk.open().find(
            desk.part(_text(0)), attempt("k0", since=desk.started_at, kept=kept), NOBODY
        )
        assert looked is None
        assert desk.stage.texts() == []


def _publish(
    desk: Desk,
    number: int,
    kept: dict[str, str],
    keep: Callable[[str, str], None],
    go: Callable[[], None],
) -> None:
    """Publish as run after run would, until the network is done with its work."""
    for _ in range(MOST_RUNS):
        try:
            desk.open().publish(
                desk.part(_text(number)), attempt(f"k{number}", kept=dict(kept), keep=keep, go=go)
            )
        except NotReady:
            continue
        return
    pytest.fail("it never became ready")


def _text(number: int) -> str:
    """Return a post's text; some networks refuse one that stands there already."""
    return f"{TEXT} {number}"
