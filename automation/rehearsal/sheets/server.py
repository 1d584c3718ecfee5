"""The rehearsal Sheets service: Google Sheets, Drive and tokens, on this machine only.

Real gspread and google-auth talk to it unchanged (`transport.py`). What it answers is measured
against recordings of the real service in `tests/rehearsal/sheets/`. What it is not: nothing is
shared in real time, formulas are few, charts and pivot tables are kept but not drawn, and where
nobody could say how Google behaves there is a switch.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.faults import CATALOGUE, Effect, Fault
from automation.rehearsal.sheets.keys import (
    issue_token,
    make_robot,
    read_robot,
    robot_address,
    write_key,
)
from automation.rehearsal.sheets.listener import ADDRESS, Listener
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.saved import SavedSheets
from automation.rehearsal.sheets.shelf import Shelf
from automation.rehearsal.sheets.sign_ins import SignIns
from automation.rehearsal.sheets.view import SheetView
from automation.rehearsal.sheets.world import OWNER, File, Script, SeenCall, SheetsWorld

__all__ = ["CATALOGUE", "Effect", "Fault", "Person", "RehearsalSheets", "SheetView", "start_sheets"]

_SAVE_AFTER_S = 0.5

Result = TypeVar("Result")


class RehearsalSheets:
    """A running service; every method may be called from any thread."""

    def __init__(self, world: SheetsWorld, saved: SavedSheets | None) -> None:
        self._world = world
        self._saved = saved
        self._listener = Listener("rehearsal-sheets")
        self._is_saving = False
        self.port = 0

    @property
    def url(self) -> str:
        """Its address: for `rehearsal_session`, and for a browser."""
        return f"http://{ADDRESS}:{self.port}"

    def start(self, port: int) -> None:
        """Listen on that port, 0 for any free one; returns when requests are answered.

        Raises:
            ConfigError: the port is taken or not allowed.
        """
        from automation.rehearsal.sheets.edge import SheetsEdge

        self.port = self._listener.start(port, lambda: SheetsEdge(self._world, self._changed))

    def stop(self) -> None:
        """Close every connection and end; a second call does nothing."""
        self._listener.stop()
        self._save()

    def wait(self) -> None:
        """Block until the service ends."""
        self._listener.wait()

    def __enter__(self) -> "RehearsalSheets":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def make_key(self, path: Path, name: str = "lembar") -> str:
        """Make a service account, write its key file, and return its address."""
        robot, message = make_robot(robot_address(name))
        write_key(path, message, self.url)
        self._ask(lambda: self._world.know(robot))
        return robot.address

    def accept_key(self, path: Path) -> str:
        """Know a key file that a rehearsal made before, and return its account's address.

        Raises:
            ConfigError: it is not a key file that a rehearsal made; it was not changed.
        """
        robot, message = read_robot(path)
        write_key(path, message, self.url)
        self._ask(lambda: self._world.know(robot))
        return robot.address

    @property
    def sign_ins(self) -> SignIns:
        """The people who are signed in with their own accounts."""
        return SignIns(self._world, self._ask, self.url)

    def token_for(self, address: str) -> str:
        """Return an access token of a person, as Colab would have one."""
        return self._ask(lambda: issue_token(self._world, address))

    @property
    def drive(self) -> Shelf:
        """The other files in its Drive: pictures, films, folders."""
        return Shelf(self._world, self._ask)

    def create_spreadsheet(
        self, title: str, *, owner: str = OWNER, share_with: Mapping[str, str] | None = None,
        locale: str = "en_US", timezone: str = "Etc/GMT",
    ) -> str:  # fmt: skip
        """Make a spreadsheet as a person would, share it (address to role), and return its id."""

        def act() -> str:
            file = self._world.create(title, owner, locale=locale, timezone=timezone)
            for address, role in (share_with or {}).items():
                self._world.share(file, address, role)
            return file.book.id

        return self._ask(act)

    def titles(self, address: str) -> Mapping[str, str]:
        """Return what somebody may write, by id, oldest first."""
        return self._ask(
            lambda: {
                key: file.book.title
                for key, file in self._world.files.items()
                if file.rights(address) > 1
            }
        )

    def share(self, spreadsheet_id: str, address: str, role: str = "writer") -> None:
        """Let somebody in, or change what they may do (`reader`, `writer`)."""
        self._ask(lambda: self._world.share(self._file(spreadsheet_id), address, role))

    def withdraw(self, spreadsheet_id: str, address: str) -> None:
        """Take somebody's access away."""
        self._ask(lambda: self._world.withdraw(self._file(spreadsheet_id), address))

    def person(
        self, spreadsheet_id: str, act: Callable[[Person], object], address: str = OWNER
    ) -> None:
        """Let somebody act on a spreadsheet now."""
        self._ask(lambda: act(Person(self._world, self._file(spreadsheet_id), address)))

    def before_call(
        self, spreadsheet_id: str, act: Callable[[Person], object], *, methods: str = ".",
        count: int | None = 1, skip: int = 0, address: str = OWNER,
    ) -> None:  # fmt: skip
        """Let somebody act just before a call arrives: the second writer between two calls.

        Args:
            spreadsheet_id: where they act.
            act: what they do.
            methods: a regular expression for the method's name, such as `values.update`.
            count: before how many calls; None for every one.
            skip: how many such calls pass first.
            address: who acts.
        """

        def play() -> None:
            if spreadsheet_id in self._world.files:
                act(Person(self._world, self._file(spreadsheet_id), address))

        script = Script(act=play, methods=methods, count=count, skip=skip)
        self._ask(lambda: self._world.scripts.append(script))

    def clear_scripts(self) -> None:
        """Let nobody else act any more."""
        self._ask(self._world.scripts.clear)

    def add_fault(
        self, fault: Fault | str, *, methods: str = "", count: int | None = None, skip: int = 0
    ) -> str:
        """Arm a fault, or one of the catalogue by name, and return its id.

        Raises:
            ConfigError: no fault has that name.
        """
        chosen = CATALOGUE.get(fault) if isinstance(fault, str) else fault
        if chosen is None:
            raise ConfigError(
                mark("There is no fault of the rehearsal Sheets service called “{name}”."),
                mark("Whoever sets the fault: choose one of {names}."),
                name=fault,
                names=", ".join(sorted(CATALOGUE)),
            )
        chosen = replace(chosen, methods=methods or chosen.methods, count=count or chosen.count)
        chosen = replace(chosen, skip=skip or chosen.skip)
        return self._ask(lambda: self._world.faults.add(chosen))

    def clear_faults(self, key: str | None = None) -> None:
        """End one fault, or all of them."""
        self._ask(lambda: self._world.faults.clear(key))

    def set_quota(self, per_user: int | None = 60, per_project: int | None = 300) -> None:
        """Allow that many reads, and as many writes, a minute; None for any number."""
        self._ask(lambda: self._world.quota.allow(per_user, per_project))

    def set_rules(self, **rules: bool) -> None:
        """Set `metadata_follows_sort`, `comments_follow_sort`, `validation_enforced`, `merges_swallow`."""
        self._ask(lambda: self._world.change_rules(**rules))

    def set_switches(self, **switches: bool | float) -> None:
        """Set `robots_have_storage`, `api_is_enabled` or `machine_skew_s` (seconds)."""

        def act() -> None:
            for name, value in switches.items():
                setattr(self._world.switches, name, value)

        self._ask(act)

    def set_clock(self, moment: datetime | None) -> None:
        """Stand still at an aware moment; None runs with the machine again."""
        self._ask(lambda: self._world.clock.set(moment))

    def advance(self, by: timedelta) -> None:
        """Move the clock on, and stand still there."""
        self._ask(lambda: self._world.clock.advance(by))

    def spreadsheet(self, spreadsheet_id: str) -> SheetView:
        """Return a spreadsheet as it is now."""

        def look() -> SheetView:
            book = self._file(spreadsheet_id).book.copy()
            now = self._world.clock.now().replace(tzinfo=None)
            return SheetView(book, Calculator(book, now, self._world.title_of))

        return self._ask(look)

    def calls(self) -> tuple[SeenCall, ...]:
        """Return the calls seen, oldest first."""
        return self._ask(lambda: tuple(self._world.calls))

    def call_counts(self) -> Counter[str]:
        """Return how often each method was called, such as `values.batchGet`."""
        return self._ask(self._world.call_counts)

    def forget_calls(self) -> None:
        """Begin counting again."""
        self._ask(self._world.calls.clear)

    def _file(self, spreadsheet_id: str) -> File:
        return self._world.files[spreadsheet_id]

    def _ask(self, question: Callable[[], Result]) -> Result:
        def act() -> Result:
            before = self._world.changes
            result = question()
            if self._world.changes != before:
                self._changed()
            return result

        return self._listener.ask(act)

    def _changed(self) -> None:
        if self._saved is not None and not self._is_saving:
            self._is_saving = True
            self._listener.later(_SAVE_AFTER_S, self._save)

    def _save(self) -> None:
        self._is_saving = False
        if self._saved is not None:
            self._saved.save(self._world)


def start_sheets(port: int = 0, state: Path | None = None) -> RehearsalSheets:
    """Start the service in a thread of this process.

    Args:
        port: on 127.0.0.1; 0 takes a free one.
        state: a JSON file that remembers across restarts; None forgets.

    Raises:
        ConfigError: the port is taken, or the state cannot be read.
    """
    world = SheetsWorld()
    saved = SavedSheets(state) if state is not None else None
    if saved is not None:
        saved.load(world)
    sheets = RehearsalSheets(world, saved)
    sheets.start(port)
    return sheets
