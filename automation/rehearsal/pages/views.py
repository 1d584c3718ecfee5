"""What a page shows of a post and an account: records turned into words and addresses."""

from dataclasses import dataclass
from datetime import datetime

from automation.rehearsal.call import Call
from automation.rehearsal.pages.words import WORDS
from automation.rehearsal.records import Account, Media, Post
from automation.rehearsal.text import to_html
from automation.rehearsal.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as a page shows it. `note` is markup."""

    name: str
    handle: str
    note: str
    url: str
    avatar: str
    posts: int
    followers: int
    is_audience: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """An attachment. `alt` is empty where the author gave none."""

    url: str
    alt: str
    is_video: bool
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post as a page shows it.

    `content` is markup; `parent` is the address of what it answers; counts include the simulated
    audience.
    """

    id: str
    author: AccountView
    booster: str
    parent: str
    parent_name: str
    url: str
    content: str
    warning: str
    language: str
    is_sensitive: bool
    pictures: tuple[PictureView, ...]
    when: str
    moment: str
    is_edited: bool
    visibility: str
    replies: int
    boosts: int
    favourites: int


class Views:
    """Makes views in one language and the rehearsal's time zone; addresses are relative."""

    def __init__(self, world: World, language: str) -> None:
        self._world = world
        self.language = language

    def account(self, account: Account) -> AccountView:
        """Return an account's view."""
        return AccountView(
            name=account.display_name,
            handle=f"@{account.username}",
            note=self._markup(account.seed.note),
            url=f"/@{account.username}",
            avatar=f"/avatars/{account.username}.svg",
            posts=self._world.store.count_of(account.id),
            followers=account.seed.followers_count,
            is_audience=account.is_audience,
        )

    def post(self, post: Post) -> PostView:
        """Return a post's view; a boost shows the boosted post under the booster's name."""
        store = self._world.store
        booster = ""
        if post.reblog_of_id is not None:
            booster = store.accounts[post.account_id].display_name
            post = store.posts[post.reblog_of_id]
        author = store.accounts[post.account_id]
        audience = self._world.audience_of(post)
        parent = store.posts.get(post.in_reply_to_id or "")
        answered = self.account(store.accounts[parent.account_id]) if parent else None
        return PostView(
            id=post.id,
            author=self.account(author),
            booster=booster,
            parent=f"{answered.url}/{parent.id}" if answered and parent else "",
            parent_name=answered.name if answered else "",
            url=f"/@{author.username}/{post.id}",
            content=self._markup(post.text),
            warning=post.spoiler_text,
            language=post.language or "",
            is_sensitive=post.sensitive and bool(post.media_ids) and not post.spoiler_text,
            pictures=tuple(_picture(store.media[one]) for one in post.media_ids),
            when=self.when(post.created_at),
            moment=post.created_at.isoformat(),
            is_edited=post.edited_at is not None,
            visibility=WORDS[post.visibility].say(self.language),
            replies=len(list(store.replies_to(post.id))),
            boosts=audience.reblogs + len(list(store.boosts_of(post.id))),
            favourites=audience.favourites + len(post.favourited_by),
        )

    def when(self, moment: datetime) -> str:
        """Write a moment in local time, as people of that language do."""
        from babel.dates import format_datetime

        local = moment.astimezone(self._world.timezone)
        return format_datetime(
            local,
            "EEE d MMM y, HH.mm" if self.language == "id" else "EEE d MMM y, HH:mm",
            locale=self.language,
        )

    def _markup(self, text: str) -> str:
        return to_html(
            text,
            base_url="",
            is_known=lambda name: self._world.store.account_named(name) is not None,
        )


def _picture(media: Media) -> PictureView:
    return PictureView(
        url=f"/media/{media.id}/original.{media.extension}",
        alt=media.description or "",
        is_video=media.mime.startswith("video/"),
        width=media.width,
        height=media.height,
    )


def language_link(call: Call, language: str) -> str:
    """Return the address of the same page in that language."""
    return f"{call.path}?lang={language}"
