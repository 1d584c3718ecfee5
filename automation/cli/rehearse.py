"""Commands of the rehearsal: the network on a port, and the demo."""

import sys
from pathlib import Path

from automation.cli.terminal import Terminal
from automation.language import mark


def rehearse(terminal: Terminal, *, port: int, state: str) -> int:
    """Serve the rehearsal network until Ctrl-C."""
    from automation.rehearsal.network import ACCOUNTS, Rehearsal, serve

    def announce(network: Rehearsal) -> None:
        terminal.say(
            mark("The rehearsal network runs at {url}. Nothing there is public. Ctrl-C stops it."),
            url=network.url,
        )
        for account in ACCOUNTS:
            terminal.say(
                mark("Channel address {address}, token {token}"),
                address=f"{network.url}/@{account.username}", token=account.token,
            )  # fmt: skip
        sys.stdout.flush()

    serve(port, state=Path(state) if state else None, announce=announce)
    return 0


def play_demo(terminal: Terminal, folder: str, *, language: str, wait: bool) -> int:
    """Play the demo into a folder of its own."""
    from automation.demo import play

    return play(Path(folder), language or terminal.language, wait=wait)
