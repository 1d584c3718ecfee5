"""The header of Facebook Pages: limits, rights and how a Page is connected. Pure."""

from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.publishing.network import (
    Capability,
    Grade,
    Idempotency,
    MediaLimit,
    NetworkSpec,
    RateLimit,
    TextLimit,
    Verified,
)
from automation.domain.publishing.sign_in import (
    ApiVersion,
    Ask,
    OAuth,
    Pick,
    Redirect,
    SignIn,
    TokenCall,
)
from automation.language import mark

VERSION = "v25.0"
"""The newest Graph API version whose end is announced; numbers of views need 23 or later."""
HOST = "https://graph.facebook.com"
SITES = frozenset({"facebook.com", "fb.com"})
RIGHTS = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_user_content",
    "read_insights",
)
READING_RIGHT = RIGHTS[1]

_CHECKED = date(2026, 11, 21)
_GRAPH = "https://developers.facebook.com/docs/graph-api"
_POSTS_PAGE = "https://developers.facebook.com/docs/pages-api/posts"

SPEC = NetworkSpec(
    name="facebook",
    title="Facebook Pages",
    text=TextLimit(
        max=63_206, unit=Unit.CODE_POINTS,
        grade=Grade.SECOND_HAND,  # repeated everywhere, on no page of Facebook's own; the unit is unknown
        source=_POSTS_PAGE, checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=10, image_max_bytes=4_000_000, alt_text_max=None,
        image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}),
        video_max_bytes=None, video_types=frozenset({"video/mp4"}), video_alt_text=False,
        grade=Grade.SECOND_HAND,  # ten pictures is what other clients hold to; a film's limits are not told
        source=f"{_GRAPH}/reference/page/photos/", checked=_CHECKED,
    ),
    rate=RateLimit(  # times the people who were engaged with the Page that day, which nobody knows before
        requests=4800, per_s=86_400, grade=Grade.UNVERIFIED, source=f"{_GRAPH}/overview/rate-limiting", checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIRST_COMMENT, Capability.FIND_OWN_POSTS,
        Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT, Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    idempotency=Idempotency.NONE,
    staged=True,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"impressions", "reach", "clicks", "likes", "replies", "shares"}),
    secrets=("FACEBOOK_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from Meta's documents; nothing was tried on Facebook",
    api=ApiVersion(name=VERSION, retires_on=date(2028, 7, 29), source=f"{_GRAPH}/changelog", checked=_CHECKED),
    sign_in=SignIn(
        page="https://developers.facebook.com/apps",
        steps=(
            mark("Make an app there, and add “Facebook Login for Business”."),
            mark("In its settings write an https address of your own as valid OAuth redirect address: {redirect}"),
            mark("Sign in as somebody who may create content on the Page, and choose that Page when asked."),
            mark("Copy the app id and the app secret from the app's basic settings."),
        ),
        oauth=OAuth(
            authorize=f"https://www.facebook.com/{VERSION}/dialog/oauth",
            token=f"{HOST}/{VERSION}/oauth/access_token", scopes=RIGHTS, separator=",", pkce=False,
            redirect=Redirect.PASTED,
            exchange=TokenCall(
                address=f"{HOST}/{VERSION}/oauth/access_token", grant_type="fb_exchange_token",
                token_field="fb_exchange_token", method="GET", from_access=True,  # noqa: S106 - a field's name
            ),
            pick=Pick(
                address=f"{HOST}/{VERSION}/me/accounts",
                query={"fields": "id,name,username,access_token", "limit": "100"}, names=("username", "id"),
            ),
        ),
        asks=(
            Ask(name="FACEBOOK_APP_ID", title="App ID", hidden=False),
            Ask(name="FACEBOOK_APP_SECRET", title="App secret"),
        ),
        rotates=False,
        source="https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived", checked=_CHECKED,
        unverified="which of two names the right to read what people write has",
    ),
)  # fmt: skip
