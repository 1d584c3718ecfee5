"""How a part is written as Telegram's message or album. Pure but for reading the files."""

import json
import mimetypes
from collections.abc import Mapping, Sequence

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaSource
from automation.http import Upload

Form = dict[str, str | list[str]]


def method_of(part: Part) -> str:
    """Name the method that publishes a part: by what is attached, and how many."""
    if len(part.attachments) > 1:
        return "sendMediaGroup"
    return {"photo": "sendPhoto", "video": "sendVideo"}[_kind(part.attachments[0])] if part.attachments else "sendMessage"  # fmt: skip


def form_of(part: Part, chat: str, reply_to: str) -> Form:
    """Return the form that publishes a part; the text goes as it is, without markup.

    What is answered must still be there: an answer that stands alone would be another post.
    """
    form: Form = {"chat_id": chat}
    if reply_to:
        form["reply_parameters"] = json.dumps({"message_id": int(reply_to)})
    if len(part.attachments) > 1:
        form["media"] = json.dumps(_album(part), ensure_ascii=False)
    elif part.attachments and part.text:
        form["caption"] = part.text
    elif part.text:
        form["text"] = part.text
    if [_kind(one) for one in part.attachments] == ["video"]:
        form["supports_streaming"] = "true"
    return form


def files_of(attachments: Sequence[Attachment], media: MediaSource) -> Mapping[str, Upload]:
    """Return the files by the field they are sent in: `photo` or `video`, in an album `file0`, `file1`."""
    single = len(attachments) == 1
    return {
        _kind(one) if single else f"file{place}": Upload(
            name=f"media{mimetypes.guess_extension(one.file.mime) or ''}",
            mime=one.file.mime,
            body=media.read(one.file),
        )
        for place, one in enumerate(attachments)
    }


def _album(part: Part) -> list[dict[str, str]]:
    """The first file's caption is shown as the album's."""
    album = [
        {"type": _kind(one), "media": f"attach://file{place}"}
        for place, one in enumerate(part.attachments)
    ]
    if part.text:
        album[0]["caption"] = part.text
    return album


def _kind(attachment: Attachment) -> str:
    return "photo" if attachment.file.is_image else "video"
