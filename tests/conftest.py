"""What holds for all tests."""

import signal
from collections.abc import Iterator

import pytest

_ASKS_TO_STOP = (signal.SIGINT, signal.SIGHUP)


@pytest.fixture(autouse=True, scope="session")
def signals_as_in_a_terminal() -> Iterator[None]:
    """Let processes the tests start be stopped as in a terminal.

    A shell that starts the tests in the background, or with nohup, makes them and their children
    deaf to Ctrl-C and to a closed terminal.
    """
    deaf = [one for one in _ASKS_TO_STOP if signal.getsignal(one) is signal.SIG_IGN]
    for one in deaf:
        signal.signal(one, signal.default_int_handler if one == signal.SIGINT else signal.SIG_DFL)
    yield
    for one in deaf:
        signal.signal(one, signal.SIG_IGN)


@pytest.fixture(autouse=True, scope="session")
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' journals out of the folder where this machine's user has real ones."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
