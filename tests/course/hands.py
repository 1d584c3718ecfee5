"""How a learner does each kind of assignment by hand: what they type, and where.

`HANDS` knows the kinds whose work is rows and numbers. A kind it lacks is a text, written into
the answer's cell.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from statistics import median

from tests.course.team import Desk, Row

WORDS = [
    "kopi",
    "pagi",
    "senja",
    "kebun",
    "cangkir",
    "meja",
    "hujan",
    "payung",
    "roti",
    "gula",
    "pasar",
    "sepeda",
    "lampu",
    "kursi",
    "jendela",
    "daun",
    "tanah",
    "angin",
    "pintu",
    "jalan",
    "buku",
    "kertas",
    "tinta",
    "nada",
    "langit",
    "bukit",
    "sawah",
    "perahu",
    "kapal",
    "layar",
]


PICTURE = "pictures/cangkir-pagi.jpg"


def words_of(name: str, count: int, salt: str = "") -> str:
    """Return so many words that nobody else writes in this order."""
    start = sum(map(ord, name + salt))
    chosen = [WORDS[(start * (n + 3) + n * n) % len(WORDS)] for n in range(count - 1)]
    return f"{name.capitalize()}{salt} {' '.join(chosen)}."


def facts_of(row: Row) -> dict[str, object]:
    """Return what the row's facts cell says."""
    facts = json.loads(str(row["facts"]))
    assert isinstance(facts, dict)
    return facts


def posts_named(desk: Desk, row: Row) -> Iterable[Row]:
    """Return the calendar's rows an assignment is about."""
    ids = facts_of(row)["rows"]
    assert isinstance(ids, list)
    return [desk.row("calendar", "post", one) for one in ids]


def feedback(desk: Desk, row: Row, _now: datetime) -> None:
    """Write to three colleagues, each something else, and sign."""
    for post in posts_named(desk, row):
        said = words_of(str(row["member"]), 8, str(post["post"]))
        before = f"{post['feedback']}\n" if post["feedback"] else ""
        desk.type("calendar", post, feedback=f"{before}{said} – {row['member']}")


def decisions(desk: Desk, row: Row, _now: datetime) -> None:
    """Approve what waits."""
    for post in posts_named(desk, row):
        approve = desk.say("calendar", "decision_1", "approve")
        desk.type("calendar", post, approver_1=str(row["member"]), decision_1=approve)


def plan_post(desk: Desk, member: str, now: datetime, **cells: str) -> None:
    """Plan a post for in nine days."""
    at = (now + timedelta(days=9)).replace(tzinfo=None, minute=sum(map(ord, member)) % 60)
    told = {"text": words_of(member, 12, f"{now:%d%m}"), "campaign": "jam senja", **cells}
    ready = desk.say("calendar", "status", "ready")
    desk.add(
        "calendar", title=told["text"][:24], channels="senja", publish_at=at, status=ready,
        owner=member, **told,
    )  # fmt: skip


def new_form(desk: Desk, row: Row, now: datetime) -> None:
    """Plan a post in the form that was never tried."""
    form = str(facts_of(row)["form"])
    member = str(row["member"])
    told = words_of(member, 9, "bentuk")
    cells = {"media": PICTURE, "alt_text": told} if form == "picture" else {form: told}
    plan_post(desk, member, now, text=words_of(member, 12, form), **cells)


def question(desk: Desk, row: Row, now: datetime) -> None:
    """Plan a post that asks."""
    member = str(row["member"])
    plan_post(desk, member, now, text=f"{words_of(member, 9, 'tanya')} Menurutmu yang mana?")


def alt_texts(desk: Desk, row: Row, now: datetime) -> None:
    """Say of each picture of one's coming posts what is in it, and plan one with a picture."""
    member = str(row["member"])
    for post in desk.rows("calendar"):
        if post["owner"] == member and post["media"]:
            said = [words_of(member, 8, f"alt{n}") for n in str(post["media"]).splitlines()]
            desk.type("calendar", post, alt_text="\n".join(said))
    told = {"text": words_of(member, 12, "gambar"), "alt_text": words_of(member, 8, "alt")}
    plan_post(desk, member, now, media=PICTURE, **told)


def rows(tab: str, count: int, **cells: str) -> Callable[[Desk, Row, datetime], None]:
    """Return how so many rows of a tab are written; `{…}` in a cell becomes that many own words."""

    def write(desk: Desk, row: Row, now: datetime) -> None:
        member = str(row["member"])
        for number in range(1, count + 1):
            facts = {"n": number, "member": member, "situation": SITUATIONS[number % 7]}
            facts["network"] = ("Mastodon", "Instagram")[number % 2]
            facts["five"] = words_of(member, 6, f"a{number}")
            facts["many"] = words_of(member, 14, f"b{number}")
            told = {name: text.format(**facts) for name, text in cells.items()}
            labels = TABS_WITH_CHOICES.get(tab, ())
            chosen = {name: desk.say(tab, name, told[name]) for name in labels if name in told}
            desk.add(tab, **{**told, **chosen})

    return write


SITUATIONS = ("question", "praise", "complaint", "mistake", "delay", "rude", "crisis")
TABS_WITH_CHOICES = {"ideas": ("kind",), "replies": ("situation",)}


def guard_words(desk: Desk, row: Row, _now: datetime) -> None:
    """Write down three words more that the team never uses."""
    rule = desk.say("guidelines", "rule", "banned_words")
    desk.add("guidelines", rule=rule, value="pasti viral, nomor satu sedunia, tanpa risiko")


def out_between(desk: Desk, row: Row) -> list[Row]:
    """Return the calendar's rows that went out on the days of an assignment's question."""
    facts = facts_of(row)
    since, until = (date.fromisoformat(str(facts[name])) for name in ("since", "until"))
    out = [one for one in desk.rows("calendar") if one["published_at"]]
    days = {id(one): date.fromisoformat(str(one["published_at"])[:10]) for one in out}
    return [one for one in out if since <= days[id(one)] <= until]


def own_numbers(desk: Desk, row: Row, _now: datetime) -> None:
    """Take the middle of the column Likes."""
    likes = [float(str(one["likes"])) for one in out_between(desk, row) if one["likes"] is not None]
    desk.type("assignments", row, submission=f"{median(likes):g}")


def topic(desk: Desk, row: Row, _now: datetime) -> None:
    """Name the campaign whose posts had the highest median of replies."""
    replies = defaultdict(list)
    for one in out_between(desk, row):
        if one["campaign"] and one["replies"] is not None:
            replies[str(one["campaign"])].append(float(str(one["replies"])))
    medians = {name: median(all_) for name, all_ in replies.items() if len(all_) > 1}
    desk.type("assignments", row, submission=max(medians, key=lambda name: medians[name]))


def benchmark(desk: Desk, row: Row, _now: datetime) -> None:
    """Count one's own posts above the middle of a channel, from its newest snapshots."""
    channel = facts_of(row)["channel"]
    out = {str(one["post"]): one["owner"] for one in out_between(desk, row)}
    brought = {
        str(one["post"]): sum(float(str(one[name])) for name in ENGAGEMENT if one[name] is not None)
        for one in sorted(desk.rows("snapshots"), key=lambda one: str(one["at"]))
        if one["channel"] == channel and str(one["post"]) in out
    }
    middle = median(brought.values())
    above = sum(out[post] == row["member"] and one > middle for post, one in brought.items())
    desk.type("assignments", row, submission=str(above))


ENGAGEMENT = ("likes", "replies", "shares", "quotes")


def time_week(desk: Desk, row: Row, now: datetime) -> None:
    """Write down a day's work on each day since the assignment was given, up to five."""
    member = str(row["member"])
    written = {str(one["day"])[:10] for one in desk.rows("time") if one["by"] == member}
    given = datetime.fromisoformat(str(row["given_at"]))
    for number in range(min(5, (now - given).days + 1)):
        day = (given + timedelta(days=number)).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)  # fmt: skip
        if str(day)[:10] not in written:
            desk.add("time", day=day, activity="Menulis takarir", minutes=45.0, by=member)


def points_of(row: Row) -> int:
    """Count the points a trainer looks for, as the row lists them."""
    return sum(line[:1].isdigit() for line in str(row["done_when"]).splitlines())


def text(desk: Desk, row: Row, _now: datetime, salt: str = "") -> None:
    """Write the text a trainer reads."""
    kind = str(row["kind"])
    desk.type("assignments", row, submission=words_of(str(row["member"]), 118, f"{kind}{salt}"))


def do(desk: Desk, row: Row, now: datetime) -> None:
    """Do an assignment, whatever its kind."""
    work = HANDS.get(str(row["kind"]))
    if work is None:
        assert points_of(row), f"nobody here knows how to do {row['kind']}"
        work = text
    work(desk, row, now)


LINK = "https://contoh.example/{member}/{n}"
HANDS: dict[str, Callable[[Desk, Row, datetime], None]] = {
    "feedback": feedback,
    "decisions": decisions,
    "new_form": new_form,
    "question": question,
    "guard_words": guard_words,
    "own_numbers": own_numbers,
    "topic": topic,
    "alt_texts": alt_texts,
    "benchmark": benchmark,
    "time_week": time_week,
    "field_news": rows("ideas", 3, idea="Kabar {n} {member}", kind="news", source=LINK, why="{many}", use="{five}", by="{member}"),
    "swipe_file": rows("ideas", 5, idea="Contoh {n} {member}", kind="example", source=LINK, why="Contoh: {many}", by="{member}"),
    "template_gallery": rows("templates", 4, template="Pola {n} {member}", network="{network}", text="{many}", width="1080", height="1350", by="{member}"),
    "conversation": rows("topics", 3, topic="Topik {n} {member}", seen="Grup warga", words="{five}", question="Kamu pilih mana, {five}?", by="{member}"),
    "reply_library": rows("replies", 8, reply="Balasan {n}", situation="{situation}", text="{many}", next="Admin membalas lagi", by="{member}"),
}  # fmt: skip
