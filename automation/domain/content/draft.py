"""A Draft: what one network will be sent for one post, made by `fit`. Preview and publish share it."""

from dataclasses import dataclass

from automation.domain.content.media import MediaFile
from automation.domain.ids import ChannelId, PostId, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One media file with its alt text."""

    file: MediaFile
    alt_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message to the network: the post itself, one of its thread, or the first comment.

    `replies_to` is the place of the part it answers; None for the post itself.
    """

    text: str
    headline: str = ""
    topic: str = ""
    replies_to: int | None = None
    is_comment: bool = False
    """Whether it is the first comment; some networks keep comments elsewhere than a thread's parts."""
    attachments: tuple[Attachment, ...] = ()
    card_of: str = ""
    """The link whose page is shown as a card below the text, where we make the card."""
    content_warning: str = ""
    visibility: str = ""
    language: str = ""
    length: int = 0
    """The text's length counted the network's way, and in its unit."""
    max_length: int = 0
    """The longest that this part may be, in the same unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post made ready for one channel. `parts[0]` is the post itself."""

    post: PostId
    channel: ChannelId
    network: str
    revision: Revision
    parts: tuple[Part, ...]

    def key_of(self, part: int) -> str:
        """Return the idempotency key of one part: the same whenever the same part is sent again."""
        return f"{self.post}/{self.channel}/{self.revision}/{part}"
