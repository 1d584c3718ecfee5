"""YouTube: videos and Shorts by the Data API v3, with their comments.

A video goes up in pieces through a session whose address is kept before the first byte leaves. A
session that was finished answers with its video, so nothing is ever sent twice, and a run that
ended half-way is gone on with where it stopped. A Short is no setting: an upright or square video
of at most three minutes is one.

Source: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol,
…/docs/videos, …/docs/commentThreads, …/docs/comments and the discovery document, revision 20261104
(read 2026-11-21).
"""

from automation.networks.youtube.header import SPEC
from automation.networks.youtube.network import YouTube

__all__ = ["SPEC", "YouTube"]
