"""Commands of the rehearsal: the network on a port, and the demo."""

from pathlib import Path

from automation.cli.terminal import Terminal
from automation.language import mark


def rehearse(terminal: Terminal, *, port: int, state: str) -> int:
    """Serve the rehearsal network until Ctrl-C."""
    from automation.rehearsal.network import ACCOUNTS, serve

    terminal.say(
        mark("The rehearsal network runs at {url}. Nothing there is public. Ctrl-C stops it."),
        url=f"http://127.0.0.1:{port}",
    )
    for account in ACCOUNTS:
        terminal.say(
            mark("Channel address {address}, token {token}"),
            address=f"http://127.0.0.1:{port}/@{account.username}", token=account.token,
        )  # fmt: skip
    serve(port, state=Path(state) if state else None)
    return 0


def play_demo(terminal: Terminal, folder: str, *, language: str, wait: bool) -> int:
    """Play the demo into a folder of its own."""
    from automation.demo import play

    return play(Path(folder), language or terminal.language, wait=wait)
