"""The catalogue of findings about rows. One entry a kind; the reference for people is made from it.

Facts named in a template are filled by whoever finds the Problem; `example` shows a real case.
"""

from automation.domain.problem import ProblemKind, Who
from automation.language import mark


def _kind(
    code: str, what: str, fix: str, who: Who, /, *, blocks: bool = True, **example: str
) -> ProblemKind:
    return ProblemKind(code=code, what=what, fix=fix, who=who, blocks=blocks, example=example)


# Reading cells
NOT_A_TIME = _kind(
    "not_a_time",
    mark("“{value}” in {column} is not a date and time."),
    mark("Write it like 2026-11-21 09:00."),
    Who.OWNER,
    value="32/11/2026 9",
    column="Publish at",
)
NO_TIME_OF_DAY = _kind(
    "no_time_of_day",
    mark("“{value}” in {column} has no time of day."),
    mark("Add the hour, like 2026-11-21 09:00; for midnight write 00:01."),
    Who.OWNER,
    value="2026-11-21",
    column="Publish at",
)
TWO_DATES = _kind(
    "two_dates",
    mark("“{value}” can be read as {first} or as {second}."),
    mark("Write the year first: {first} or {second}."),
    Who.OWNER,
    value="03/04/2026 09:00",
    first="2026-04-03 09:00",
    second="2026-03-04 09:00",
)
TIME_IN_GAP = _kind(
    "time_in_gap",
    mark("{value} does not exist in {zone}: the clocks skip that hour."),
    mark("Choose another time, such as {suggestion}."),
    Who.OWNER,
    value="2027-03-28 02:30",
    zone="Europe/Berlin",
    suggestion="2027-03-28 03:30",
)
TIME_TWICE = _kind(
    "time_twice",
    mark("{value} happens twice in {zone}: the clocks go back that night."),
    mark("Choose a time before or after that hour."),
    Who.OWNER,
    value="2026-10-25 02:30",
    zone="Europe/Berlin",
)
NO_TIME = _kind(
    "no_time",
    mark("The post is ready but has no time."),
    mark("Fill in when it should go out, like 2026-11-21 09:00."),
    Who.OWNER,
)
UNKNOWN_VALUE = _kind(
    "unknown_value",
    mark("“{value}” is not a choice of {column}."),
    mark("Choose one of: {choices}."),
    Who.OWNER,
    value="redy",
    column="Status",
    choices="Idea, Draft, Ready, Hold, Cancelled",
)
NOT_A_NUMBER = _kind(
    "not_a_number",
    mark("“{value}” in {column} is not a number."),
    mark("Write digits only, such as 3."),
    Who.MANAGER,
    value="three",
    column="Posts a day",
)
CELL_ERROR = _kind(
    "cell_error",
    mark("The cell {column} shows the spreadsheet error {value}."),
    mark("Mend its formula, or type the text."),
    Who.OWNER,
    column="Text",
    value="#REF!",
)
NO_CHANNEL = _kind(
    "no_channel",
    mark("The post is ready but names no channel."),
    mark("Write one or more of: {choices}."),
    Who.OWNER,
    choices="brand, support",
)
UNKNOWN_CHANNEL = _kind(
    "unknown_channel",
    mark("There is no channel “{value}”."),
    mark("Did you mean “{nearest}”? The channels are: {choices}."),
    Who.OWNER,
    value="brnad",
    nearest="brand",
    choices="brand, support",
)
UNKNOWN_OWNER = _kind(
    "unknown_owner",
    mark("“{value}” in {column} is not in the members tab."),
    mark("Choose a name from the members tab, or add the person there."),
    Who.OWNER,
    value="Dewi",
    column="Owner",
    blocks=False,
)
UNKNOWN_ZONE = _kind(
    "unknown_zone",
    mark("“{value}” is not a time zone."),
    mark("Write it like Asia/Jakarta, Asia/Makassar or Asia/Jayapura."),
    Who.MANAGER,
    value="WIBB",
)
BAD_ADDRESS = _kind(
    "bad_address",
    mark("The address of the channel “{channel}” cannot be used: “{value}”."),
    mark("Write the account's full address, like https://mastodon.social/@name."),
    Who.MANAGER,
    channel="brand",
    value="mastodon.social/name",
)
BAD_GUIDELINE = _kind(
    "bad_guideline",
    mark("The rule “{rule}” cannot use the value “{value}”, so it is not applied."),
    mark("Give it {wanted}."),
    Who.MANAGER,
    rule="Max hashtags",
    value="few",
    wanted="a whole number",
)
DUPLICATE_COLUMN = _kind(
    "duplicate_column",
    mark("The tab {tab} has two columns named “{value}”; only the first is used."),
    mark("Rename or remove the second."),
    Who.MANAGER,
    tab="Calendar",
    value="Text",
    blocks=False,
)
DUPLICATE_NAME = _kind(
    "duplicate_name",
    mark("“{value}” stands twice in {tab}; only the first row is used."),
    mark("Give each row its own name."),
    Who.MANAGER,
    tab="Channels",
    value="brand",
    blocks=False,
)

# What would be sent
EMPTY_POST = _kind(
    "empty_post",
    mark("The post is ready but has neither text nor media."),
    mark("Write the text, or name a picture."),
    Who.OWNER,
)
MEDIA_REFUSED = _kind(
    "media_refused",
    "{what}",
    "{fix}",
    Who.OWNER,
    what="The picture “kopi.jpg” is not in the workbook's folder.",
    fix="Put it there, or correct the name.",
)
TOO_MANY_PICTURES = _kind(
    "too_many_pictures",
    mark("{count} pictures where {network} takes {max}."),
    mark("Take out {over}, or make a thread."),
    Who.OWNER,
    count="6",
    network="Mastodon",
    max="4",
    over="2",
)
PICTURE_TOO_BIG = _kind(
    "picture_too_big",
    mark("“{value}” has {size}; {network} takes at most {max}."),
    mark("Save it smaller."),
    Who.OWNER,
    value="poster.png",
    size="21.4 MB",
    network="Mastodon",
    max="16.8 MB",
)
PICTURE_TOO_WIDE = _kind(
    "picture_too_wide",
    mark("“{value}” has {size} pixels; {network} takes at most {max}."),
    mark("Save it with fewer pixels."),
    Who.OWNER,
    value="poster.png",
    size="40000000",
    network="Mastodon",
    max="33177600",
)
MEDIA_TYPE = _kind(
    "media_type",
    mark("{network} does not take “{value}” ({type})."),
    mark("Save it as JPEG, PNG or MP4."),
    Who.OWNER,
    network="Mastodon",
    value="poster.tiff",
    type="image/tiff",
)
MIXED_MEDIA = _kind(
    "mixed_media",
    mark("{network} takes pictures or one video, not both in one post."),
    mark("Keep one kind, or make two posts."),
    Who.OWNER,
    network="Mastodon",
)
ALT_TOO_LONG = _kind(
    "alt_too_long",
    mark("The alt text of “{value}” has {length} characters; {network} takes {max}."),
    mark("Shorten it by {over}."),
    Who.OWNER,
    value="kopi.jpg",
    length="1612",
    network="Mastodon",
    max="1500",
    over="112",
)
ALT_WITHOUT_MEDIA = _kind(
    "alt_without_media",
    mark("There are more alt texts than media ({alts} for {media})."),
    mark("Write one line of alt text for each line of media, in the same order."),
    Who.OWNER,
    alts="3",
    media="2",
)
TEXT_TOO_LONG = _kind(
    "text_too_long",
    mark(
        "{part} is {length} long on {network}, which takes {max}; the limit falls after “{tail}”."
    ),
    mark("Shorten it by {over}, or write a shorter text for {network} alone."),
    Who.OWNER,
    part="The text",
    length="523",
    network="Mastodon",
    max="500",
    tail="…dan kami tunggu",
    over="23",
)
CANNOT = _kind(
    "cannot",
    mark("{network} cannot do this: {feature}."),
    mark("Take it out, or take {channel} off this row."),
    Who.OWNER,
    network="Mastodon",
    feature="first comment",
    channel="brand",
)
BAD_OPTION = _kind(
    "bad_option",
    mark("{network} does not know the {column} “{value}”."),
    mark("Choose one of: {choices}."),
    Who.OWNER,
    network="Mastodon",
    column="Visibility",
    value="friends",
    choices="public, unlisted",
)
BAD_LANGUAGE = _kind(
    "bad_language",
    mark("“{value}” in {column} is not a language code."),
    mark("Write two letters such as id or en, or leave it empty."),
    Who.OWNER,
    value="Jawa",
    column="Language",
)

# Guidelines
BANNED_WORD = _kind(
    "banned_word",
    mark("The text says “{value}”, which the guidelines do not allow."),
    mark("Say it another way."),
    Who.OWNER,
    value="termurah",
)
REQUIRED_WORD = _kind(
    "required_word",
    mark("The guidelines ask for “{value}”, which the text does not say."),
    mark("Add it."),
    Who.OWNER,
    value="#KopiSenja",
)
TOO_LONG = _kind(
    "too_long",
    mark("The text has {length} characters; the guidelines allow {max}."),
    mark("Shorten it by {over}."),
    Who.OWNER,
    length="420",
    max="400",
    over="20",
)
TOO_SHORT = _kind(
    "too_short",
    mark("The text has {length} characters; the guidelines ask for {min}."),
    mark("Say a little more."),
    Who.OWNER,
    length="12",
    min="40",
)
ALT_MISSING = _kind(
    "alt_missing",
    mark("{count} of {media} pictures have no alt text."),
    mark("Describe each picture in one line of the alt text cell, in the order of the media."),
    Who.OWNER,
    count="1",
    media="2",
)
TOO_MANY_HASHTAGS = _kind(
    "too_many_hashtags",
    mark("{count} hashtags; the guidelines allow {max}."),
    mark("Take out {over}."),
    Who.OWNER,
    count="8",
    max="5",
    over="3",
)
TOO_FEW_HASHTAGS = _kind(
    "too_few_hashtags",
    mark("{count} hashtags; the guidelines ask for {min}."),
    mark("Add {under}."),
    Who.OWNER,
    count="0",
    min="1",
    under="1",
)
TOO_OFTEN = _kind(
    "too_often",
    mark("This is post {count} on {channel} {period}; {max} are planned for."),
    mark("Move it to another day."),
    Who.OWNER,
    count="4",
    channel="brand",
    period="that day",
    max="3",
)
CLASH = _kind(
    "clash",
    mark("{channel} has another post within {minutes} minutes: “{other}” at {at}."),
    mark("Move one of the two."),
    Who.OWNER,
    channel="brand",
    minutes="60",
    other="Kopi susu",
    at="2026-11-21 09:30",
)
SAME_TEXT = _kind(
    "same_text",
    mark("The same text is on {channel} on {at} (“{other}”), within {days} days."),
    mark("Write it anew, or move it."),
    Who.OWNER,
    channel="brand",
    at="2026-11-18",
    other="Kopi susu",
    days="30",
)

# Approval
NO_APPROVER = _kind(
    "no_approver",
    mark("Level {level} has a decision but no approver."),
    mark("Choose your name beside the decision."),
    Who.APPROVER,
    level="1",
)
UNKNOWN_APPROVER = _kind(
    "unknown_approver",
    mark("“{value}” at level {level} is not an active member."),
    mark("Choose a name from the members tab."),
    Who.APPROVER,
    value="Budi S",
    level="1",
)
WRONG_ROLE = _kind(
    "wrong_role",
    mark("{member} may not decide at level {level} of {channel}: it needs {roles}."),
    mark("Ask one of them: {people}."),
    Who.APPROVER,
    member="Sari",
    level="2",
    channel="brand",
    roles="legal",
    people="Rina",
)
OWN_POST = _kind(
    "own_post",
    mark("{member} owns this post, and owners do not approve their own here."),
    mark("Ask another approver: {people}."),
    Who.APPROVER,
    member="Sari",
    people="Rina, Agus",
)
DECIDE_AGAIN = _kind(
    "decide_again",
    mark(
        "{member}'s decision at level {level} and the row itself are both new since the last run, "
        "so nobody can know which text was meant."
    ),
    mark("{member}: read the row once more and choose “{again}”."),
    Who.APPROVER,
    member="Rina",
    level="1",
    again="Approve again",
)
EDITED_AFTER = _kind(
    "edited_after",
    mark("The row was changed after {member} decided at level {level} ({at})."),
    mark("{member}: read the row once more and choose “{again}”."),
    Who.APPROVER,
    member="Rina",
    level="1",
    at="2026-11-20 16:02",
    again="Approve again",
)

WAITING_FOR = _kind(
    "waiting_for",
    mark("It waits for a decision at level {level} on {channel}."),
    mark("Any of these decides in the calendar row: {people}."),
    Who.APPROVER,
    level="1",
    channel="brand",
    people="Rina, Agus",
)
CHANGES_ASKED = _kind(
    "changes_asked",
    mark("{member} asks for changes (level {level}): “{feedback}”"),
    mark("Change the row; {member} then decides again."),
    Who.OWNER,
    member="Rina",
    level="1",
    feedback="The price is last month's.",
)
TURNED_DOWN = _kind(
    "turned_down",
    mark("{member} rejected it (level {level}): “{feedback}”"),
    mark("Rewrite it, or cancel it."),
    Who.OWNER,
    member="Rina",
    level="1",
    feedback="We do not post about competitors.",
)

# Publishing
PAUSED = _kind(
    "paused",
    mark("It is due on {channel}, but all publishing is paused."),
    mark("Switch the pause off in the settings tab, or run “lembar resume”."),
    Who.MANAGER,
    channel="brand",
)
QUIET = _kind(
    "quiet",
    mark("It is due on {channel}, but these are the team's quiet hours."),
    mark("Nothing: it goes out when they end, if that is within {grace}."),
    Who.OWNER,
    channel="brand",
    grace="2 h",
)
TRY_AGAIN = _kind(
    "try_again",
    mark("It did not go out on {channel} at {at}; nothing was sent."),
    "{reason}",
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    at="2026-11-21 09:00",
    reason="The server asks to wait until 09:05. The next run tries again.",
)
REST_TO_COME = _kind(
    "rest_to_come",
    mark("Part of it is out; the rest is still to be sent on {channel}."),
    mark("Nothing to do: a run sends it once its time has come."),
    Who.OPERATOR,
    blocks=False,
    channel="brand",
)
MISSED = _kind(
    "missed",
    mark("It was due on {channel} at {at} and did not go out within {grace}: {why}"),
    mark("Set a new time if it should still go out, or cancel it."),
    Who.OWNER,
    channel="brand",
    at="2026-11-21 09:00",
    grace="2 h",
    why="nobody had approved it.",
)
REFUSED = _kind(
    "refused",
    "{reason}",
    mark("Change the post; it is then tried again."),
    Who.OWNER,
    reason="Mastodon refused what channel brand sent (422): Text character limit of 500 exceeded.",
)
TWIN = _kind(
    "twin",
    mark("The row “{other}” says the same on {channel} for the same time, and goes first."),
    mark("Change this row's text or time, or cancel it."),
    Who.OWNER,
    other="Kopi susu",
    channel="brand",
)
OUTCOME_UNKNOWN = _kind(
    "outcome_unknown",
    mark("It was sent to {channel} at {at} and no answer came; it may be there or not."),
    mark(
        "Look at {address}, then choose an answer in “{column}” (or paste the post's address there)."
    ),
    Who.OWNER,
    channel="brand",
    at="2026-11-21 09:00",
    address="https://example.social/@brand",
    column="Is it there?",
)
SEEN_WITHOUT_ADDRESS = _kind(
    "seen_without_address",
    mark("A person saw it on {channel}, but its address is not known, so there are no numbers."),
    mark("Paste the post's address in “{column}” to have its numbers collected."),
    Who.OWNER,
    channel="brand",
    column="Is it there?",
    blocks=False,
)
EDITED_AFTER_PUBLISHING = _kind(
    "edited_after_publishing",
    mark("The row was changed after it went out on {channel}; what is public did not change."),
    mark("Plan a new post if the change should be seen."),
    Who.OWNER,
    channel="brand",
    blocks=False,
)
REMOVED = _kind(
    "removed",
    mark("It is no longer on {channel}."),
    mark("Nothing, if that was meant; else plan it as a new post."),
    Who.OWNER,
    channel="brand",
    blocks=False,
)
CHANNEL_CLOSED = _kind(
    "channel_closed",
    "{what}",
    "{fix}",
    Who.OPERATOR,
    what="Channel “brand” was refused by Mastodon (401).",
    fix="Renew its token, put it in MASTODON_TOKEN_BRAND, then run “lembar doctor”.",
)
CHANNEL_INACTIVE = _kind(
    "channel_inactive",
    mark("The channel {channel} is switched off."),
    mark("Switch it on in the channels tab, or take it off this row."),
    Who.MANAGER,
    channel="brand",
)

EXPIRES_SOON = _kind(
    "expires_soon",
    mark("The access of channel {channel} ends in {days} days."),
    mark("Connect it again before then, and run “lembar doctor”."),
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    days="5",
)
RIGHTS_MISSING = _kind(
    "rights_missing",
    mark("The credential of channel {channel} lacks these rights: {rights}."),
    mark("Make a new one with them, and run “lembar doctor”."),
    Who.OPERATOR,
    channel="brand",
    rights="write:statuses",
)

KINDS: dict[str, ProblemKind] = {
    kind.code: kind for kind in list(globals().values()) if isinstance(kind, ProblemKind)
}
