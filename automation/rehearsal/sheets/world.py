"""All that the service knows: files, accounts, tokens, quota, faults, switches, calls seen."""

import random
import re
import string
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from automation.rehearsal.clock import Clock
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.draft import Draft, Rules
from automation.rehearsal.sheets.faults import Faults
from automation.rehearsal.sheets.quota import Quota
from automation.rehearsal.sheets.refusals import denied, not_found
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet

OWNER = "dewi@kopi-senja.example"
ROBOT_DOMAIN = ".iam.gserviceaccount.com"
_ID_LETTERS = string.ascii_letters + string.digits + "-_"
_RIGHTS = {"reader": 1, "commenter": 1, "writer": 2, "fileOrganizer": 2, "owner": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Who may do what with a file; `address` is a mail address or a domain, empty for anyone."""

    id: str
    kind: str = "user"
    role: str = "writer"
    address: str = ""


@dataclass(slots=True, kw_only=True)
class DriveItem:
    """Whose a file is, when it changed, and who may do what with it."""

    owner: str
    created_at: datetime
    modified_at: datetime
    modified_by: str = ""
    permissions: list[Permission] = field(default_factory=list)

    def rights(self, caller: str) -> int:
        """Return 0 for none, 1 reading, 2 writing, 3 owning."""
        found = [_RIGHTS[one.role] for one in self.permissions if _is_for(one, caller)]
        return max(found, default=0)

    def may_see_comments(self, caller: str) -> bool:
        """Whether somebody may do more than read; mere readers see no comments."""
        return any(_is_for(one, caller) and one.role != "reader" for one in self.permissions)


@dataclass(slots=True, kw_only=True)
class File(DriveItem):
    """A spreadsheet."""

    book: Spreadsheet


@dataclass(slots=True, kw_only=True)
class Blob(DriveItem):
    """Any other file: a picture, a folder, a shortcut to `target`, a document of Google's own.

    Only what has `content` can be downloaded; `can_download` is what its owner allows.
    """

    id: str
    name: str
    mime: str
    content: bytes | None = None
    target: str = ""
    trashed: bool = False
    can_download: bool = True


def _is_for(one: Permission, caller: str) -> bool:
    if one.kind == "anyone":
        return True
    if one.kind == "domain":
        return caller.endswith(f"@{one.address}")
    return one.address.lower() == caller.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Robot:
    """A service account: its address and the public half of its key."""

    address: str
    key_id: str
    public_pem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """A call as the service saw it; `status` is None when it never answered."""

    method: str
    caller: str
    spreadsheet_id: str
    status: int | None


@dataclass(slots=True, kw_only=True)
class Script:
    """What somebody else does just before a call of this kind; `skip` calls pass first."""

    act: Callable[[], None]
    methods: str
    count: int | None = 1
    skip: int = 0


@dataclass(slots=True, kw_only=True)
class Switches:
    """How the service behaves where it can be either way."""

    rules: Rules = field(default_factory=Rules)
    robots_have_storage: bool = False
    api_is_enabled: bool = True
    machine_skew_s: float = 0.0


@dataclass(slots=True)
class SheetsWorld:
    """The state behind the server; only its thread touches it."""

    clock: Clock = field(default_factory=Clock)
    files: dict[str, File] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)
    robots: dict[str, Robot] = field(default_factory=dict)
    tokens: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    sign_ins: dict[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    quota: Quota = field(default_factory=Quota)
    switches: Switches = field(default_factory=Switches)
    scripts: list[Script] = field(default_factory=list)
    calls: list[SeenCall] = field(default_factory=list)
    changes: int = 0
    chance: random.Random = field(default_factory=random.Random)
    _looked: dict[str, Calculator] = field(default_factory=dict)

    def create(
        self, title: str, owner: str, *, locale: str = "en_US", timezone: str = "Etc/GMT"
    ) -> File:
        """Make a spreadsheet with one empty sheet."""
        key = self.fresh_key(44)
        book = Spreadsheet(
            key, title, locale=locale, timezone=timezone, sheets=[Sheet(0, "Sheet1")]
        )
        return self.add_file(book, owner)

    def fresh_key(self, length: int) -> str:
        """Return an id as Drive draws them."""
        return "1" + "".join(self.chance.choices(_ID_LETTERS, k=length - 1))

    def know(self, robot: Robot) -> None:
        """Let a service account exchange its key for tokens."""
        self.robots[robot.address] = robot
        self.changes += 1

    def add_file(self, book: Spreadsheet, owner: str) -> File:
        """Keep a spreadsheet as a file of somebody's."""
        now = self.clock.now()
        file = File(book=book, owner=owner, created_at=now, modified_at=now, modified_by=owner)
        self._own(file)
        self.files[book.id] = file
        return file

    def add_blob(
        self, name: str, mime: str, owner: str, *, content: bytes | None = None, target: str = ""
    ) -> Blob:
        """Keep any other file of somebody's."""
        now = self.clock.now()
        blob = Blob(
            id=self.fresh_key(33), name=name, mime=mime, content=content, target=target,
            owner=owner, created_at=now, modified_at=now, modified_by=owner,
        )  # fmt: skip
        self._own(blob)
        self.blobs[blob.id] = blob
        return blob

    def _own(self, item: DriveItem) -> None:
        key = self.permission_id(item.owner)
        item.permissions.append(Permission(id=key, role="owner", address=item.owner))
        self.changes += 1

    def item(self, key: str) -> DriveItem | None:
        """Return the file with that id, of whichever kind."""
        return self.files.get(key) or self.blobs.get(key)

    def share(self, file: DriveItem, address: str, role: str) -> None:
        """Let somebody in, or change what they may do."""
        key = self.permission_id(address)
        kept = [one for one in file.permissions if one.id != key]
        file.permissions = [*kept, Permission(id=key, role=role, address=address)]
        self.changes += 1

    def withdraw(self, file: DriveItem, address: str) -> None:
        """Take somebody's access away."""
        file.permissions = [one for one in file.permissions if one.address != address]
        self.changes += 1

    def permission_id(self, address: str) -> str:
        """Return the permission id of an address; the same for every file."""
        return str(random.Random(address.lower()).randrange(10**19, 10**20))  # noqa: S311 - an id

    def opened(self, key: str, caller: str, *, writing: bool = False) -> File:
        """Return a file that the caller may read, or write.

        Raises:
            Refused: 404 for none, 403 without the right.
        """
        file = self.files.get(key)
        if file is None:
            raise not_found()
        if file.rights(caller) < (2 if writing else 1):
            raise denied()
        return file

    def draft(self, file: File, caller: str) -> Draft:
        """Return a copy of a file's spreadsheet to work on."""
        return Draft(
            book=file.book.copy(),
            caller=caller,
            owner=file.owner,
            rules=self.switches.rules,
            now=self.clock.now(),
            draw_id=lambda: self.chance.randrange(10**6, 2**31 - 1),
        )

    def commit(self, file: File, draft: Draft) -> None:
        """Let a finished draft take the original's place."""
        file.book = draft.book
        self.touch(file, draft.caller)

    def touch(self, file: DriveItem, caller: str) -> None:
        """Note that somebody changed a file; no two changes share a moment."""
        now = self.clock.now()
        step = timedelta(milliseconds=1)
        file.modified_at = now if now > file.modified_at else file.modified_at + step
        file.modified_by = caller
        self.changes += 1

    def calculator(self, book: Spreadsheet) -> Calculator:
        """Return the calculator of a spreadsheet's present state."""
        known = self._looked.get(book.id)
        if known is None or known.book is not book:
            draft = self.draft(
                File(
                    book=book, owner="", created_at=self.clock.now(), modified_at=self.clock.now()
                ),
                "",
            )
            known = Calculator(book, draft.local_now, self.title_of)
            self._looked[book.id] = known
        return known

    def title_of(self, address: str) -> str:
        """Return the name of the file that a link leads to."""
        found = next((key for key in self.blobs if key in address), "")
        return self.blobs[found].name if found else ""

    def recalculate(self) -> None:
        """Let formulas of the moment and of chance come to something else.

        When Google does so for a reader over the API is not documented: here at every call.
        """
        self._looked = {key: one for key, one in self._looked.items() if not one.is_volatile}

    def play_scripts(self, method: str) -> None:
        """Let the others act who wait for a call of this kind."""
        for script in list(self.scripts):
            if not re.search(script.methods, method):
                continue
            if script.skip > 0:
                script.skip -= 1
                continue
            if script.count is not None:
                script.count -= 1
                if script.count <= 0:
                    self.scripts.remove(script)
            script.act()

    def change_rules(self, **values: bool) -> None:
        """Set some of the rules."""
        self.switches.rules = replace(self.switches.rules, **values)

    def call_counts(self) -> Counter[str]:
        """Return how often each method was called."""
        return Counter(one.method for one in self.calls)
