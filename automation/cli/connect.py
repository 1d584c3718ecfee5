"""Commands about credentials: connect, disconnect, and what is connected."""

import getpass
import sys
import webbrowser
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from automation.app import new_id, now_of, open_workbook
from automation.cli.terminal import Terminal
from automation.domain.content.media import NoMedia
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.sign_in import SignIn
from automation.domain.team.channel import Channel
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError, LembarError
from automation.http import Http
from automation.language import Translate, mark
from automation.networks import NETWORKS, open_network, spec_of
from automation.settings import Secret, Settings, load_settings, secret_variable
from automation.tokens.calls import TokenDesk
from automation.tokens.connecting import Connecting
from automation.tokens.grant import Grant, GrantKey, access_of
from automation.tokens.oauth import SignInRefused
from automation.tokens.renewal import app_of
from automation.tokens.stores.opening import move, open_store
from automation.tokens.stores.store import TokenStore


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the command line asks for."""

    network: str
    workbook: str = ""
    channel: str = ""
    address: str = ""
    pastes_token: bool = False
    has_browser: bool = True


@dataclass(frozen=True)
class _Person:
    """The terminal, as the one who is walked through."""

    terminal: Terminal

    @property
    def translate(self) -> Translate:
        return self.terminal.translate

    def say(self, template: str, **facts: object) -> None:
        self.terminal.say(template, **facts)
        sys.stdout.flush()

    def ask(self, what: str, *, hidden: bool) -> str:
        """Ask on the terminal; without one, take the next line that is piped in."""
        if not sys.stdin.isatty():
            return sys.stdin.readline()
        return getpass.getpass(f"{what}: ") if hidden else input(f"{what}: ")

    def open(self, address: str) -> None:
        webbrowser.open(address)


@dataclass(frozen=True, kw_only=True)
class _Desk:
    settings: Settings
    http: Http
    store: TokenStore


def _open_desk(workbook: str, closing: ExitStack) -> _Desk:
    settings = load_settings(dotenv=dotenv_beside(workbook))
    http = Http(settings, clock=lambda: now_of(""))
    closing.callback(http.close)
    folder = Path(workbook).resolve().parent if workbook and "://" not in workbook else Path.cwd()
    return _Desk(settings=settings, http=http, store=open_store(settings, http, folder))


def connect(terminal: Terminal, wanted: Wanted) -> int:
    """Connect one channel, and say whose account it opens."""
    spec, person = spec_of(wanted.network), _Person(terminal)
    with ExitStack() as closing:
        desk = _open_desk(wanted.workbook, closing)
        channel = _channel(wanted, spec, person)
        connecting = Connecting(
            spec=spec, sign_in=_sign_in(spec).for_channel(channel), channel=channel, settings=desk.settings, http=desk.http,
            person=person, has_browser=wanted.has_browser, pastes_token=wanted.pastes_token,
        )  # fmt: skip
        grant = connecting.grant()
        found = _check(desk, channel, grant)
        grant = replace(
            grant, account=found.account, expires_at=grant.expires_at or found.expires_at
        )
        desk.store.save(grant)
        terminal.say(
            mark("✓ Channel {channel} is connected to {network} as {account}."),
            channel=channel.id, network=spec.title, account=found.account,
        )  # fmt: skip
        terminal.say(mark("Its credential is kept in {place}."), place=desk.store.place)
        _tell_end(terminal, grant, spec)
        if wanted.workbook:
            _write_end(wanted.workbook, channel.id, grant, spec)
        return _warn(terminal, desk.settings, spec, channel, found)


def list_connected(terminal: Terminal, workbook: str) -> int:
    """Show each network Lembar knows, and which channels are connected to it."""
    with ExitStack() as closing:
        desk = _open_desk(workbook, closing)
        kept = desk.store.load_all()
        now = desk.http.clock()
    rows = []
    for name in NETWORKS:
        spec = spec_of(name)
        mine = [grant for grant in kept if grant.network == name]
        rows += [[name, one.channel, one.account, _left(terminal, one, spec, now)] for one in mine]
        if not mine:
            rows.append([name, "–", "", terminal.translate(mark("not connected"))])
    t = terminal.translate
    columns = [t(mark("Network")), t(mark("Channel")), t(mark("Account")), t(mark("Access ends"))]
    terminal.table(t(mark("Networks")), columns, rows)
    terminal.say(mark("To connect one: lembar connect NETWORK --channel CHANNEL calendar.xlsx"))
    return 0


def disconnect(terminal: Terminal, network: str, channel: str, workbook: str) -> int:
    """Tell the network that the token is no longer wanted, and forget it."""
    spec = spec_of(network)
    with ExitStack() as closing:
        desk = _open_desk(workbook, closing)
        key = GrantKey(spec.name, ChannelId(channel))
        grant = desk.store.load(key)
        if grant is None:
            raise ConfigError(
                mark("Channel {channel} is not connected to {network}."),
                mark("“lembar connect” without anything more shows what is connected."),
                channel=channel, network=spec.title,
            )  # fmt: skip
        revoked = _revoke(desk, spec, grant)
        desk.store.remove(key)
    if revoked:
        terminal.say(mark("Channel {channel} is disconnected, and {network} was told that its token is no longer wanted."), channel=channel, network=spec.title)  # fmt: skip
        return 0
    terminal.say(mark("Channel {channel} is disconnected here. {network} still knows its token: take Lembar off the list of apps there."), channel=channel, network=spec.title)  # fmt: skip
    return 0


def move_tokens(terminal: Terminal, kind: str, workbook: str) -> int:
    """Move every token from another store into the one that LEMBAR_TOKENS names."""
    with ExitStack() as closing:
        desk = _open_desk(workbook, closing)
        folder = Path(workbook).resolve().parent if workbook else Path.cwd()
        count = move(open_store(desk.settings, desk.http, folder, kind), desk.store)
        terminal.say(mark("{count} credentials moved; they are now in {place}."), count=count, place=desk.store.place)  # fmt: skip
    return 0


def _sign_in(spec: NetworkSpec) -> SignIn:
    if not spec.secrets:
        raise ConfigError(
            mark("{network} needs no credential, so there is nothing to connect."),
            mark("Write its address in the channels tab, then run “lembar doctor”."),
            network=spec.title,
        )
    if spec.sign_in is None:
        raise ConfigError(
            mark("{network} is not connected by this command."),
            mark("Put its credential into the .env file as {variable}."),
            network=spec.title, variable=", ".join(spec.secrets),
        )  # fmt: skip
    return spec.sign_in


def _channel(wanted: Wanted, spec: NetworkSpec, person: _Person) -> Channel:
    """Return the channel: from the workbook, or from what is said on the command line."""
    if not wanted.channel:
        raise ConfigError(
            mark("It is not said which channel to connect."),
            mark("Add --channel with its short name from the channels tab, such as: lembar connect {network} --channel brand"),
            network=spec.name,
        )  # fmt: skip
    name = ChannelId(wanted.channel)
    if wanted.workbook:
        desk = open_workbook(wanted.workbook).read(lambda: new_id("P"))
        found = desk.channels.get(name)
        if found is None or found.network.casefold() != spec.name:
            raise ConfigError(
                mark("The channels tab has no channel “{channel}” on {network}."),
                mark("Add it there first, with its address; then run this again."),
                channel=name, network=spec.title,
            )  # fmt: skip
        return replace(found, address=wanted.address) if wanted.address else found
    needs_server = spec.sign_in is not None and "{server}" in f"{spec.sign_in.page}{spec.sign_in}"
    address = wanted.address
    if needs_server and not address:
        address = person.ask(person.translate(mark("The channel's address, such as https://example.social/@brand")), hidden=False)  # fmt: skip
    return Channel(id=name, network=spec.name, address=address.strip())


def _check(desk: _Desk, channel: Channel, grant: Grant) -> ChannelCheck:
    """Ask the network whose account the new credential opens; one that opens none is not kept."""
    for value in grant.secrets():
        desk.settings.learn(value, grant.network)

    def credential(_spec: NetworkSpec, name: str, _channel: Channel) -> Secret:
        return Secret(grant.values.get(name, ""), f"lembar connect {grant.network}")

    return open_network(channel, desk.settings, desk.http, NoMedia(), credential).check()


def _revoke(desk: _Desk, spec: NetworkSpec, grant: Grant) -> bool:
    sign_in = spec.sign_in
    if sign_in is None or sign_in.oauth is None or not sign_in.oauth.revoke:
        return False
    app = app_of(grant, sign_in)
    token_desk = TokenDesk(
        title=spec.title, channel=grant.channel, sign_in=sign_in, server=grant.server, http=desk.http
    )  # fmt: skip
    try:
        token_desk.revoke(sign_in.oauth, app, grant.refresh or grant.access)
    except (SignInRefused, LembarError):
        return False
    return bool(app.client)


def _tell_end(terminal: Terminal, grant: Grant, spec: NetworkSpec) -> None:
    ends_at = access_of(grant, spec.sign_in).ends_at
    if ends_at is None:
        terminal.say(mark("It has no end that is known."))
        return
    terminal.say(mark("It must be connected again before {day}."), day=f"{ends_at:%Y-%m-%d}")


def _write_end(workbook: str, channel: ChannelId, grant: Grant, spec: NetworkSpec) -> None:
    """Write beside the channel when its access ends."""
    book = open_workbook(workbook)
    desk = book.read(lambda: new_id("P"))
    ends_at = access_of(grant, spec.sign_in).ends_at
    shown = ends_at.astimezone(desk.settings.timezone).isoformat() if ends_at else None
    book.save(show={"channels": {channel: {"token_expires_at": shown}}})


def _warn(
    terminal: Terminal, settings: Settings, spec: NetworkSpec, channel: Channel, found: ChannelCheck
) -> int:
    """Say what may keep the new credential from being used; 1 when there is something."""
    told = 0
    if found.missing_rights:
        terminal.say(mark("It lacks these rights: {rights}. Connect it again and agree to all of them."), rights=", ".join(found.missing_rights))  # fmt: skip
        told = 1
    for name in spec.secrets:
        if settings.own_secret(name, channel.id):
            variable = secret_variable(name, channel.id)
            terminal.say(mark("{variable} is set too, and goes first. Remove it, so that this credential is used."), variable=variable)  # fmt: skip
            told = 1
    return told


def _left(terminal: Terminal, grant: Grant, spec: NetworkSpec, now: datetime) -> str:
    access = access_of(grant, spec.sign_in)
    if access.ends_at is None:
        return terminal.translate(mark("no end that is known"))
    days = (access.ends_at - now).days
    if access.ends_at <= now:
        return terminal.translate(mark("ended"))
    return terminal.translate(mark("in {days} days")).format(days=days)
