"""What the rehearsal network remembers: accounts, posts, media, scheduled posts, notices."""

from dataclasses import dataclass, field
from datetime import datetime

from automation.rehearsal.engagement import NOBODY, Counts

VISIBILITIES = ("public", "unlisted", "private", "direct")


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalAccount:
    """An account to seed the network with; the token is worthless anywhere else."""

    username: str
    token: str = field(repr=False)
    display_name: str = ""
    note: str = ""
    followers_count: int = 240
    language: str = "id"
    scopes: tuple[str, ...] = ("read", "write", "follow", "push")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A seeded account with its place on the network."""

    id: str
    seed: RehearsalAccount
    created_at: datetime
    is_audience: bool = False
    is_customer: bool = False
    """Whether it writes only what a trainer writes in its name."""

    @property
    def username(self) -> str:
        """The name after the @."""
        return self.seed.username

    @property
    def display_name(self) -> str:
        """The name people read."""
        return self.seed.display_name or self.seed.username


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One status as it stands now; `audience` is what the simulated audience did, never falling."""

    id: str
    account_id: str
    created_at: datetime
    text: str
    spoiler_text: str = ""
    sensitive: bool = False
    visibility: str = "public"
    language: str | None = None
    in_reply_to_id: str | None = None
    media_ids: tuple[str, ...] = ()
    reblog_of_id: str | None = None
    edited_at: datetime | None = None
    favourited_by: tuple[str, ...] = ()
    audience: Counts = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One uploaded file without its bytes. `polls_left`: how often it still answers 206."""

    id: str
    account_id: str
    mime: str
    width: int
    height: int
    description: str | None = None
    focus: str = ""
    is_animated: bool = False
    polls_left: int = 0
    post_id: str | None = None

    @property
    def kind(self) -> str:
        """Mastodon's word for it: image, gifv or video."""
        return "gifv" if self.is_animated else self.mime.partition("/")[0]

    @property
    def extension(self) -> str:
        """The ending of its address."""
        return {"jpeg": "jpg", "quicktime": "mov"}.get(
            self.mime.partition("/")[2], self.mime.partition("/")[2]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a client asks to post."""

    text: str
    spoiler_text: str
    sensitive: bool
    visibility: str
    language: str | None
    in_reply_to_id: str | None
    media_ids: tuple[str, ...]
    scheduled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A draft that goes out later, under a new id."""

    id: str
    account_id: str
    at: datetime
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notification: who did what (`mention`, `favourite`, `reblog`) to which post."""

    id: str
    account_id: str
    kind: str
    from_account_id: str
    post_id: str
    created_at: datetime
