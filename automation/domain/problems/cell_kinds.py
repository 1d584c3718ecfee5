"""Findings of reading cells: what is no time, no number, no choice, nobody and nowhere."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

NOT_A_TIME = problem_kind(
    "not_a_time",
    mark("“{value}” in {column} is not a date and time."),
    mark("Write it like 2026-11-21 09:00."),
    Who.OWNER,
    value="32/11/2026 9",
    column="Publish at",
)
NO_TIME_OF_DAY = problem_kind(
    "no_time_of_day",
    mark("“{value}” in {column} has no time of day."),
    mark("Add the hour, like 2026-11-21 09:00; for midnight write 00:01."),
    Who.OWNER,
    value="2026-11-21",
    column="Publish at",
)
TWO_DATES = problem_kind(
    "two_dates",
    mark("“{value}” can be read as {first} or as {second}."),
    mark("Write the year first: {first} or {second}."),
    Who.OWNER,
    value="03/04/2026 09:00",
    first="2026-04-03 09:00",
    second="2026-03-04 09:00",
)
TIME_IN_GAP = problem_kind(
    "time_in_gap",
    mark("{value} does not exist in {zone}: the clocks skip that hour."),
    mark("Choose another time, such as {suggestion}."),
    Who.OWNER,
    value="2027-03-28 02:30",
    zone="Europe/Berlin",
    suggestion="2027-03-28 03:30",
)
TIME_TWICE = problem_kind(
    "time_twice",
    mark("{value} happens twice in {zone}: the clocks go back that night."),
    mark("Choose a time before or after that hour."),
    Who.OWNER,
    value="2026-10-25 02:30",
    zone="Europe/Berlin",
)
NO_TIME = problem_kind(
    "no_time",
    mark("The post is ready but has no time."),
    mark("Fill in when it should go out, like 2026-11-21 09:00."),
    Who.OWNER,
)
UNKNOWN_VALUE = problem_kind(
    "unknown_value",
    mark("“{value}” is not a choice of {column}."),
    mark("Choose one of: {choices}."),
    Who.OWNER,
    value="redy",
    column="Status",
    choices="Idea, Draft, Ready, Hold, Cancelled",
)
NOT_A_NUMBER = problem_kind(
    "not_a_number",
    mark("“{value}” in {column} is not a number."),
    mark("Write digits only, such as 3."),
    Who.MANAGER,
    value="three",
    column="Posts a day",
)
CELL_ERROR = problem_kind(
    "cell_error",
    mark("The cell {column} shows the spreadsheet error {value}."),
    mark("Mend its formula, or type the text."),
    Who.OWNER,
    column="Text",
    value="#REF!",
)
CELL_LOADING = problem_kind(
    "cell_loading",
    mark("The formula in {column} has not come to anything yet: it shows “{value}”."),
    mark("Wait until the cell shows its result, or type the text."),
    Who.OWNER,
    column="Text",
    value="Loading…",
)
MERGED_CELL = problem_kind(
    "merged_cell",
    mark("People merged cells over {column} of this row, so what it should say cannot be read."),
    mark("Select the merged cells, choose Format, Merge cells, Unmerge, and fill in each row."),
    Who.OWNER,
    column="Content warning",
)
MERGED_ROWS = problem_kind(
    "merged_rows",
    mark("The rows {rows} of {tab} are not read: their cells of the column {column} are merged."),
    mark("Select them, choose Format, Merge cells, Unmerge; the next run reads them."),
    Who.MANAGER,
    rows="3, 4",
    tab="Calendar",
    column="Post ID",
)
MERGED_HEADER = problem_kind(
    "merged_header",
    mark("Merged cells in the header of {tab} hide the column {column}."),
    mark(
        "Select the header row, choose Format, Merge cells, Unmerge, and give each column its header."
    ),
    Who.MANAGER,
    blocks=False,
    tab="Calendar",
    column="Problems",
)
NO_CHANNEL = problem_kind(
    "no_channel",
    mark("The post is ready but names no channel."),
    mark("Write one or more of: {choices}."),
    Who.OWNER,
    choices="brand, support",
)
UNKNOWN_CHANNEL = problem_kind(
    "unknown_channel",
    mark("There is no channel “{value}”."),
    mark("Did you mean “{nearest}”? The channels are: {choices}."),
    Who.OWNER,
    value="brnad",
    nearest="brand",
    choices="brand, support",
)
UNKNOWN_OWNER = problem_kind(
    "unknown_owner",
    mark("“{value}” in {column} is not in the members tab."),
    mark("Choose a name from the members tab, or add the person there."),
    Who.OWNER,
    value="Dewi",
    column="Owner",
    blocks=False,
)
UNKNOWN_ZONE = problem_kind(
    "unknown_zone",
    mark("“{value}” is not a time zone."),
    mark("Write it like Asia/Jakarta, Asia/Makassar or Asia/Jayapura."),
    Who.MANAGER,
    value="WIBB",
)
BAD_ADDRESS = problem_kind(
    "bad_address",
    mark("The address of the channel “{channel}” cannot be used: “{value}”."),
    mark(
        "Write the account's full address, like https://mastodon.social/@name; of a feed, its file, like feed/kopi.xml."
    ),
    Who.MANAGER,
    channel="brand",
    value="mastodon.social/name",
)
BAD_GUIDELINE = problem_kind(
    "bad_guideline",
    mark("The rule “{rule}” cannot use the value “{value}”, so it is not applied."),
    mark("Give it {wanted}."),
    Who.MANAGER,
    rule="Max hashtags",
    value="few",
    wanted="a whole number",
)
DUPLICATE_COLUMN = problem_kind(
    "duplicate_column",
    mark("The tab {tab} has two columns named “{value}”; only the first is used."),
    mark("Rename or remove the second."),
    Who.MANAGER,
    tab="Calendar",
    value="Text",
    blocks=False,
)
DUPLICATE_NAME = problem_kind(
    "duplicate_name",
    mark("“{value}” stands twice in {tab}; only the first row is used."),
    mark("Give each row its own name."),
    Who.MANAGER,
    tab="Channels",
    value="brand",
    blocks=False,
)
