"""Reels of a Page: which films are one, how they come to Facebook, and whether one is out.

A film as a Reel wants it, upright and short, becomes a Reel; any other becomes an ordinary video.
Facebook lists Reels apart from posts, so one is known again by its film's own number.

Source: https://developers.facebook.com/docs/video-api/guides/reels-publishing (its page of 2026-07-30,
read again 2026-11-22).
"""

from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.limits import Span
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import web_host
from automation.errors import Gone
from automation.http import Caller, Fields, Http, Line, Repeat
from automation.networks.meta.graph import Graph
from automation.networks.meta.refusals import judge, says_expired

REEL = "reel"
"""The step that keeps the film's number."""
_RATIO = Span(0.55, 0.575)
"""9:16, and what rounding makes of it."""
_WIDTH, _HEIGHT = Span(540), Span(960)
_SECONDS = Span(3, 90)
_FRAME_RATE = Span(24, 60)
_UPLOAD_S = 1800.0
_FIELDS = "id,status,permalink_url,created_time"


def is_reel(file: MediaFile) -> bool:
    """Say whether a film is known to be all that a Reel must be."""
    measured = (
        (file.ratio, _RATIO),
        (file.width, _WIDTH),
        (file.height, _HEIGHT),
        (file.duration_s, _SECONDS),
        (file.frame_rate, _FRAME_RATE),
    )
    return file.mime == "video/mp4" and all(
        value is not None and span.holds(value) for value, span in measured
    )


class Reels:
    """The Reels of one Page."""

    def __init__(self, graph: Graph, page: str, http: Http, media: MediaSource) -> None:
        known = graph.caller
        caller = Caller(
            network=known.network, channel=known.channel, token=known.token,
            scheme="OAuth", says_expired=says_expired,
        )  # fmt: skip
        self._store = Line(graph.server, caller, http, judge)
        self._graph = graph
        self._path = f"/{page}/video_reels"
        self._media = media

    def bring(self, file: MediaFile, attempt: Attempt) -> str:
        """Send a film, unseen, unless an earlier try did; return its number."""
        kept = attempt.kept.get(REEL, "")
        if kept:
            return kept
        started = self._graph.ask("upload", "POST", self._path, form={"upload_phase": "start"})
        film, address = started.fields.text("video_id"), started.fields.text("upload_url")
        host = web_host(address)
        if not film or not (host.endswith(".facebook.com") or host == web_host(self._graph.server)):
            self._graph.refuse_answer("upload")
        self._store.ask(
            "upload", "POST", address, silence_s=120.0, total_s=_UPLOAD_S, body=self._media.read(file),
            headers={"offset": "0", "file_size": str(file.byte_count), "Content-Type": "application/octet-stream"},
        )  # fmt: skip
        attempt.keep(REEL, film)
        return film

    def finish(self, film: str, text: str) -> None:
        """Publish a film that is there.

        Raises:
            OutcomeUnknown: it left, and what came back says nothing.
        """
        form = {
            "upload_phase": "finish", "video_id": film, "video_state": "PUBLISHED", "description": text,
        }  # fmt: skip
        answer = self._graph.ask("publish", "POST", self._path, Repeat.ONCE, form=form)
        if answer.fields.values.get("success") is not True:
            self._graph.refuse_unproven("publish")

    def published(self, film: str) -> Receipt | None:
        """Return the receipt of a film that is out, or on its way out by itself."""
        try:
            told = self._graph.read("find", f"/{film}", _FIELDS, names_post=True)
        except Gone:
            return None
        phase = told.inside("status", "publishing_phase").text("status")
        return self._receipt(film, told) if phase in {"complete", "in_progress"} else None

    def _receipt(self, film: str, told: Fields) -> Receipt:
        url = told.text("permalink_url")
        url = f"https://www.facebook.com{url}" if url.startswith("/") else url
        return Receipt(
            network_id=film,
            url=url or f"https://www.facebook.com/reel/{film}",
            published_at=told.time("created_time") or self._graph.clock(),
        )

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the Page's Reel at a pasted address, which holds its number."""
        film = address.partition("/reel/")[2].partition("?")[0].strip("/ ")
        if not film.isdecimal():
            return None
        for one in self._graph.listed("look up", self._path, {"fields": _FIELDS}):
            if one.text("id") == film:
                return self._receipt(film, one)
        return None
