"""The commands about credentials, with their options and their help."""

from typing import Annotated

import typer

from automation.cli.application import command, exits
from automation.cli.terminal import terminal
from automation.language import mark


@command(
    "connect",
    help=mark("Connect a channel to its network. Alone, show what is connected."),
)
@exits
def connect(
    network: Annotated[
        str, typer.Argument(metavar="[NETWORK]", help=mark("which network, such as mastodon"))
    ] = "",
    workbook: Annotated[
        str,
        typer.Argument(metavar="[WORKBOOK]", help=mark("the workbook whose channel it is")),
    ] = "",
    channel: Annotated[
        str,
        typer.Option(metavar="CHANNEL", help=mark("its short name in the channels tab")),
    ] = "",
    address: Annotated[
        str,
        typer.Option(metavar="URL", help=mark("the channel's address, where no workbook says it")),
    ] = "",
    token: Annotated[
        bool, typer.Option("--token", help=mark("paste a token that you made at the network"))
    ] = False,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser/--no-browser",
            help=mark("without: sign in on another device, and paste the address it ends at"),
        ),
    ] = True,
    move_from: Annotated[
        str,
        typer.Option(
            metavar="STORE",
            help=mark("move all tokens from file, keyring or google:PROJECT to LEMBAR_TOKENS"),
        ),
    ] = "",
) -> int:
    from automation.cli import connect as connecting

    if move_from:
        return connecting.move_tokens(terminal(), move_from, workbook or network)
    if not network:
        return connecting.list_connected(terminal(), workbook)
    wanted = connecting.Wanted(
        network=network, workbook=workbook, channel=channel, address=address, pastes_token=token,
        has_browser=browser,
    )  # fmt: skip
    return connecting.connect(terminal(), wanted)


@command("disconnect", help=mark("Forget a channel's credential, and tell its network so."))
@exits
def disconnect(
    network: Annotated[
        str, typer.Argument(metavar="NETWORK", help=mark("which network, such as mastodon"))
    ],
    channel: Annotated[
        str, typer.Option(metavar="CHANNEL", help=mark("its short name in the channels tab"))
    ],
    workbook: Annotated[
        str,
        typer.Argument(metavar="[WORKBOOK]", help=mark("the workbook whose channel it is")),
    ] = "",
) -> int:
    from automation.cli.connect import disconnect as forget

    return forget(terminal(), network, channel, workbook)
