"""The JSON Mastodon's API speaks, made from records.

Source: https://docs.joinmastodon.org/entities/ (checked 2026-11-21); completeness is measured by
Mastodon.py, whose types read every field.
"""

from automation.rehearsal.call import Json
from automation.rehearsal.clock import iso
from automation.rehearsal.posting import may_see
from automation.rehearsal.records import Account, Media, Notice, Post, Scheduled
from automation.rehearsal.text import hashtags, mentions, to_html
from automation.rehearsal.world import World

Entity = dict[str, Json]

APPLICATION: Entity = {"name": "Lembar", "website": None}


class Entities:
    """Shapes records for one viewer; addresses begin with `base_url`."""

    def __init__(self, world: World, base_url: str, viewer: Account | None = None) -> None:
        self._world = world
        self._base_url = base_url
        self._viewer = viewer
        self._accounts: dict[str, Entity] = {}

    def account(self, account: Account) -> Entity:
        """Return the Account entity, made once per answer."""
        if account.id not in self._accounts:
            self._accounts[account.id] = self._account(account)
        return self._accounts[account.id]

    def _account(self, account: Account) -> Entity:
        store = self._world.store
        latest = next(store.posts_of(account.id), None)
        picture = f"{self._base_url}/avatars/{account.username}.svg"
        return {
            "id": account.id, "username": account.username, "acct": account.username,
            "display_name": account.display_name, "note": self._markup(account.seed.note),
            "url": f"{self._base_url}/@{account.username}", "uri": f"{self._base_url}/users/{account.username}",
            "avatar": picture, "avatar_static": picture, "header": picture, "header_static": picture,
            "locked": False, "bot": account.is_audience, "discoverable": True, "group": False,
            "indexable": False, "noindex": True, "hide_collections": False, "memorial": None,
            "created_at": iso(account.created_at), "followers_count": account.seed.followers_count,
            "following_count": 0, "statuses_count": store.count_of(account.id),
            "last_status_at": latest.created_at.date().isoformat() if latest else None,
            "emojis": [], "fields": [], "roles": [],
        }  # fmt: skip

    def credential_account(self, account: Account) -> Entity:
        """Return the account with what only its owner sees."""
        source: Entity = {
            "privacy": "public", "sensitive": False, "language": account.seed.language,
            "note": account.seed.note, "fields": [], "follow_requests_count": 0, "quote_policy": "public",
        }  # fmt: skip
        role: Entity = {
            "id": "-99",
            "name": "",
            "permissions": "65536",
            "color": "",
            "highlighted": False,
        }
        return {**self.account(account), "source": source, "role": role}

    def status(self, post: Post) -> Entity:
        """Return the Status entity; a boost wraps the post it boosts."""
        store = self._world.store
        author = store.accounts[post.account_id]
        boosted = store.posts[post.reblog_of_id] if post.reblog_of_id else None
        parent = store.posts.get(post.in_reply_to_id or "")
        suffix = "/activity" if boosted else ""
        return {
            "id": post.id, "created_at": iso(post.created_at),
            "edited_at": iso(post.edited_at) if post.edited_at else None,
            "in_reply_to_id": post.in_reply_to_id,
            "in_reply_to_account_id": parent.account_id if parent else None,
            "sensitive": post.sensitive, "spoiler_text": post.spoiler_text, "visibility": post.visibility,
            "language": post.language,
            "uri": f"{self._base_url}/users/{author.username}/statuses/{post.id}{suffix}",
            "url": f"{self._base_url}/@{author.username}/{post.id}",
            "content": self._markup(post.text), "reblog": self.status(boosted) if boosted else None,
            "application": APPLICATION, "account": self.account(author),
            "media_attachments": self.media_of(post), "mentions": self._mentions(post),
            "tags": [{"name": tag.lower(), "url": f"{self._base_url}/tags/{tag.lower()}"} for tag in hashtags(post.text)],
            "emojis": [], "card": None, "poll": None, "quote": None, "quotes_count": 0, "filtered": [],
            "bookmarked": False, "muted": False, "pinned": False,
            **self._counts(post), **self._own_reactions(post),
        }  # fmt: skip

    def media_of(self, post: Post) -> list[Entity]:
        """Return the attachments of a post, in order."""
        return [self.media(self._world.store.media[one]) for one in post.media_ids]

    def media(self, media: Media, *, ready: bool = True) -> Entity:
        """Return the MediaAttachment entity; its address is null until it is ready."""
        address = f"{self._base_url}/media/{media.id}/original.{media.extension}"
        size: Entity = {
            "width": media.width, "height": media.height, "size": f"{media.width}x{media.height}",
            "aspect": media.width / media.height if media.height else 0,
        }  # fmt: skip
        meta: Entity = {"original": size, "small": size} if media.width else {}
        if media.focus:
            x, _, y = media.focus.partition(",")
            meta["focus"] = {"x": float(x), "y": float(y)}
        return {
            "id": media.id, "type": media.kind, "url": address if ready else None, "preview_url": address,
            "remote_url": None, "preview_remote_url": None, "text_url": None, "meta": meta,
            "description": media.description, "blurhash": None,
        }  # fmt: skip

    def scheduled(self, scheduled: Scheduled) -> Entity:
        """Return the ScheduledStatus entity; its id is not the id the post will have."""
        draft = scheduled.draft
        params: Entity = {
            "text": draft.text, "in_reply_to_id": draft.in_reply_to_id, "media_ids": list(draft.media_ids) or None,
            "sensitive": draft.sensitive, "spoiler_text": draft.spoiler_text or None,
            "visibility": draft.visibility, "language": draft.language, "scheduled_at": None, "poll": None,
            "idempotency": None, "application_id": 1, "with_rate_limit": False,
        }  # fmt: skip
        media: list[Json] = [self.media(self._world.store.media[one]) for one in draft.media_ids]
        return {
            "id": scheduled.id,
            "scheduled_at": iso(scheduled.at),
            "params": params,
            "media_attachments": media,
        }

    def notice(self, notice: Notice) -> Entity:
        """Return the Notification entity."""
        store = self._world.store
        return {
            "id": notice.id, "type": notice.kind, "created_at": iso(notice.created_at),
            "group_key": f"ungrouped-{notice.id}", "account": self.account(store.accounts[notice.from_account_id]),
            "status": self.status(store.posts[notice.post_id]),
        }  # fmt: skip

    def _counts(self, post: Post) -> Entity:
        store = self._world.store
        audience = self._world.audience_of(post)
        replies = sum(one.visibility in ("public", "unlisted") for one in store.replies_to(post.id))
        return {
            "replies_count": replies,
            "reblogs_count": audience.reblogs + len(list(store.boosts_of(post.id))),
            "favourites_count": audience.favourites + len(post.favourited_by),
        }

    def _own_reactions(self, post: Post) -> Entity:
        if self._viewer is None:
            return {}
        mine = self._viewer.id
        boosted = any(one.account_id == mine for one in self._world.store.boosts_of(post.id))
        return {"favourited": mine in post.favourited_by, "reblogged": boosted}

    def _mentions(self, post: Post) -> list[Entity]:
        named = (self._world.store.account_named(name) for name in mentions(post.text))
        return [
            {
                "id": one.id,
                "username": one.username,
                "acct": one.username,
                "url": f"{self._base_url}/@{one.username}",
            }
            for one in named
            if one is not None
        ]

    def _markup(self, text: str) -> str:
        def is_known(name: str) -> bool:
            return self._world.store.account_named(name) is not None

        return to_html(text, base_url=self._base_url, is_known=is_known)


def ancestors_of(world: World, post: Post, viewer: Account | None) -> list[Post]:
    """Return what a post answers, the first post of the thread first."""
    found: list[Post] = []
    parent = world.store.posts.get(post.in_reply_to_id or "")
    while parent is not None and may_see(world, parent, viewer):
        found.insert(0, parent)
        parent = world.store.posts.get(parent.in_reply_to_id or "")
    return found


def descendants_of(world: World, post: Post, viewer: Account | None) -> list[Post]:
    """Return every answer below a post, depth first."""
    found: list[Post] = []
    for reply in world.store.replies_to(post.id):
        if may_see(world, reply, viewer):
            found += [reply, *descendants_of(world, reply, viewer)]
    return found
