"""What X's refusals mean where their status does not say it. Pure.

Source: https://docs.x.com/x-api/fundamentals/response-codes-and-errors (read 2026-11-21); the
wording of details as other clients met it.
"""

from automation.errors import Gone, NetworkError, RateLimited, Rejected, Unauthorized, Unavailable
from automation.http import Answer, Request, Verdict
from automation.language import mark

_NOT_FOUND = "/resource-not-found"

_DETAILS: tuple[tuple[tuple[str, ...], type[NetworkError], str, str], ...] = (
    (
        ("suspended", "locked"), Unauthorized,
        mark("{network} has suspended or locked the account of channel {channel}: {detail}."),
        mark("Nothing was published. Whoever manages the channel signs in at x.com, reads why, and appeals."),
    ),
    (
        ("reply to this", "mentioned or", "not allowed to reply"), Rejected,
        mark("{network} did not let the app of channel {channel} answer there: {detail}."),
        mark("Since February 2026 apps without a contract may answer only who mentioned them. The post's owner says it in one post, without thread and first comment, or answers by hand."),
    ),
    (("too long", "media", "video"), Rejected, "", ""),
    (
        ("client-forbidden", "client-not-enrolled"), Unauthorized,
        mark("{network} does not let the app of channel {channel} do this: {detail}."),
        mark("Who runs Lembar opens console.x.com and puts the app into a project with a plan that may write."),
    ),
)  # fmt: skip
"""Words of a 403, what they mean, and sentences of their own where the usual ones do not help."""


def is_duplicate(answer: Answer) -> bool:
    """Say whether X refused a text because it stands there already."""
    return answer.status == 403 and "duplicate" in answer.fields.text("detail").casefold()


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means; also a 200 that tells of a missing post."""
    if answer.status < 300:
        return _missing(request, answer)
    if answer.status == 402:
        return Verdict(
            kind=Unauthorized, detail=answer.fields.text("detail"),
            what=mark("The app of channel {channel} has no credits left on {network}: {detail}."),
            fix=mark("Nothing was published. Whoever pays for the app buys credits at console.x.com."),
        )  # fmt: skip
    if answer.status == 403 and not is_duplicate(answer):
        return _forbidden(answer)
    if answer.status == 429 and "usage-capped" in answer.fields.text("type"):
        return Verdict(
            kind=RateLimited,
            what=mark("The app of channel {channel} has used up what its plan on {network} allows."),
            fix=mark("Nothing was published. It goes on when the plan's next period begins; sooner if whoever pays for the app raises the limit at console.x.com."),
        )  # fmt: skip
    return None


def _missing(request: Request, answer: Answer) -> Verdict | None:
    fields = answer.fields
    if not request.names_post or fields.inside("data").values:
        return None
    gone = any(one.text("type").endswith(_NOT_FOUND) for one in fields.items("errors"))
    return Verdict(kind=Gone) if gone else None


def _forbidden(answer: Answer) -> Verdict:
    if answer.json is None:
        return Verdict(kind=Unavailable)  # a proxy's page, not X
    said = answer.fields.text("detail") or answer.fields.text("title")
    about = f"{said} {answer.fields.text('type')}".casefold()
    for words, kind, what, fix in _DETAILS:
        if any(word in about for word in words):
            return Verdict(kind=kind, detail=said, what=what, fix=fix)
    return Verdict(kind=Unauthorized, detail=said)
