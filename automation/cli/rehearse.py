"""Commands of the rehearsal: the network on a port, Google Sheets beside it, and the demo."""

import shlex
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from automation.cli.terminal import Terminal
from automation.language import mark

if TYPE_CHECKING:
    from automation.rehearsal.network import Rehearsal
    from automation.rehearsal.sheets.stand import Stand

_NETWORK_STATE = "network.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a rehearsal with sheets is played. Port None leaves the network out."""

    folder: Path
    port: int | None
    sheets_port: int
    state: str = ""


def rehearse(terminal: Terminal, *, port: int, state: str) -> int:
    """Serve the rehearsal network until Ctrl-C."""
    from automation.rehearsal.network import Rehearsal, serve

    def announce(network: Rehearsal) -> None:
        _tell_network(terminal, network)
        sys.stdout.flush()

    serve(port, state=Path(state) if state else None, announce=announce)
    return 0


def rehearse_sheets(terminal: Terminal, stage: Stage) -> int:
    """Serve the rehearsal Sheets service, and the network, until Ctrl-C; the folder remembers."""
    from automation.rehearsal.network import start_rehearsal
    from automation.rehearsal.sheets.stand import open_stand

    with ExitStack() as closing:
        stand = open_stand(stage.folder, stage.sheets_port, terminal.language)
        closing.enter_context(stand.sheets)
        if stage.port is not None:
            state = Path(stage.state) if stage.state else stage.folder / _NETWORK_STATE
            network = closing.enter_context(start_rehearsal(stage.port, state, audience=True))
            _tell_network(terminal, network)
            print()
        _tell_sheets(terminal, stand)
        print()
        terminal.say(
            mark("All of it is kept in the folder {folder}: the same command goes on with it tomorrow. Ctrl-C stops it."),
            folder=stage.folder.absolute(),
        )  # fmt: skip
        sys.stdout.flush()
        try:
            stand.sheets.wait()
        except KeyboardInterrupt:
            print()
    kept = mark("The rehearsal has stopped. It is kept in {folder}.")
    terminal.say(kept, folder=stage.folder.absolute())
    return 0


def _tell_network(terminal: Terminal, network: "Rehearsal") -> None:
    from automation.rehearsal.network import ACCOUNTS

    terminal.say(
        mark("The rehearsal network runs at {url}. Nothing there is public. Ctrl-C stops it."),
        url=network.url,
    )
    for account in ACCOUNTS:
        terminal.say(
            mark("Channel address {address}, token {token}"),
            address=f"{network.url}/@{account.username}", token=account.token,
        )  # fmt: skip


def _tell_sheets(terminal: Terminal, stand: "Stand") -> None:
    terminal.say(
        mark("The rehearsal Sheets service runs at {url}. It plays Google Sheets on this machine; nothing reaches Google."),
        url=stand.sheets.url,
    )  # fmt: skip
    print()
    terminal.say(
        mark("Your sheet “{title}” is shared with {account}. Open it in the browser and play the team there:"),
        title=stand.title, account=stand.account,
    )  # fmt: skip
    print(f"  {stand.address}")
    print()
    terminal.say(mark("Then type in another terminal:"))
    print(f"  export LEMBAR_GOOGLE_KEY={shlex.quote(str(stand.key.absolute()))}")
    print(f"  lembar init {shlex.quote(stand.address)}")


def play_demo(terminal: Terminal, folder: str, *, language: str, wait: bool) -> int:
    """Play the demo into a folder of its own."""
    from automation.demo import play

    return play(Path(folder), language or terminal.language, wait=wait)
