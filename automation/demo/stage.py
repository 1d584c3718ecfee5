"""The stage before the curtain rises: folder, pictures, tokens, and a workbook with the team in it."""

from automation.demo.folder import DemoFolder
from automation.demo.people import People
from automation.demo.pictures import draw_pictures
from automation.demo.story import Cells, Story
from automation.domain.ids import ChannelId
from automation.errors import ConfigError
from automation.rehearsal.network import ACCOUNTS, Rehearsal, start_rehearsal
from automation.workbook.making import make_workbook
from automation.workbook.schema import load_schema

PORT = 3999
"""Where `lembar rehearse` listens too, so that the demo's addresses answer again under it."""


def open_network(folder: DemoFolder, story: Story) -> Rehearsal:
    """Start the rehearsal network with its audience, on the usual port or else on any free one."""
    try:
        return start_rehearsal(PORT, folder.network, timezone=story.timezone, audience=True)
    except ConfigError:
        return start_rehearsal(0, folder.network, timezone=story.timezone, audience=True)


def set_stage(folder: DemoFolder, story: Story, network: Rehearsal, language: str) -> People:
    """Write everything the story needs before its first day; return the people who act in it."""
    draw_pictures(folder.pictures)
    tokens = {account.username: account.token for account in ACCOUNTS}
    folder.write_dotenv(
        {ChannelId(str(row["channel"])): tokens[str(row["account"])] for row in story.channels}
    )
    make_workbook(folder.workbook, language=language, timezone=story.timezone, schema=load_schema())
    people = People(folder.workbook, language)
    people.add("members", "name", story.members)
    people.add("channels", "channel", [_channel(row, network.url) for row in story.channels])
    people.add("guidelines", "rule", story.guidelines)
    return people


def _channel(row: Cells, url: str) -> Cells:
    cells = {name: value for name, value in row.items() if name != "account"}
    return {**cells, "network": "mastodon", "address": f"{url}/@{row['account']}"}
