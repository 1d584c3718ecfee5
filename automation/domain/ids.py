"""Ids that must not be mixed. They are text in the workbook; here the type checker tells them apart."""

from typing import NewType

PostId = NewType("PostId", str)
ChannelId = NewType("ChannelId", str)
MemberId = NewType("MemberId", str)
EventId = NewType("EventId", str)
RunId = NewType("RunId", str)

Revision = NewType("Revision", str)
"""Fingerprint of what would be published: 32 hexadecimal digits (see `post.revision_of`)."""

NO_POST = PostId("")
"""A row the machine has not named yet."""
NO_CHANNEL = ChannelId("")
"""The place of a post that names no channel we know."""
NO_REVISION = Revision("")
"""No fingerprint: the post cannot be published as it stands (a picture is missing, say)."""
NO_RUN = RunId("")
"""A row that no run has written yet."""
