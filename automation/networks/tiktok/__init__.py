"""TikTok: videos and photos by the Content Posting API.

A post is begun first, which gives a `publish_id` that is kept; then the film goes up in pieces, and
its last byte publishes it. From then on TikTok is only asked, never told again. With the right
`video.publish` it posts itself; with `video.upload` alone it lays a draft into the account's inbox,
which a person finishes in the app. Photos are fetched by TikTok from an address whose domain is
verified in the app.

TikTok's guidelines call tools that post only to a team's own accounts unacceptable for its audit.
Without the audit posts are shown to nobody but the account itself.

Source: https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …-upload-video,
…-get-video-status, …-photo-post, …-media-transfer-guide (copies of 2026-09-11, read 2026-11-22);
numbers of a post after open-source clients.
"""

from automation.networks.tiktok.header import SPEC
from automation.networks.tiktok.network import TikTok

__all__ = ["SPEC", "TikTok"]
