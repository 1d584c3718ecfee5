"""What lesson 2 says of small desks: rooms, shapes, patterns, examples, assets, pictures."""

from dataclasses import replace
from itertools import count

import pytest

from automation.domain.content.media import MediaFile
from automation.domain.content.post import Status
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId
from automation.domain.learning.assets import asset_uses
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.figures import Figures
from automation.domain.learning.practice import PracticeRow, Value
from automation.domain.team.channel import Channel
from automation.lessons import limits
from automation.lessons.exercises import lesson_2 as exercises
from automation.lessons.own_files import files_beside
from automation.lessons.page import Page
from automation.lessons.scene import Scene
from automation.lessons.views import lesson_2 as views
from automation.lessons.views import rooms, shapes
from automation.networks import spec_of
from tests.domain.desks import AYU, BUDI, NOW, SETTINGS, make_channel, make_desk, make_post
from tests.lessons.scenes import make_scene

_files = count(1)
INSTAGRAM = Channel(id=ChannelId("foto"), network="instagram", address="https://instagram.com/kopi")


def picture(width: int, height: int) -> MediaFile:
    number = next(_files)
    return MediaFile(
        address=f"{number}.jpg", sha256=f"{number:064}", mime="image/jpeg", byte_count=1000, width=width, height=height
    )  # fmt: skip


def with_pictures(*files: MediaFile) -> Scene:
    posts = [make_post(media=(file.address,)) for file in files]
    known = {file.address: file for file in files}
    scene = make_scene(make_desk(posts), AYU.id)
    return replace(scene, media_of=lambda asked: {one: known[one] for one in asked})


def with_rows(tab: str, **cells: Value) -> Scene:
    row = PracticeRow(tab=tab, name="Menu baru", cells=cells)
    return make_scene(replace(make_desk([]), practice={tab: [row]}))


def said(page: Page) -> str:
    return str(page)


@pytest.mark.parametrize(
    ("ratio", "name"),
    [(0.8, "4:5"), (1.0, "1:1"), (1080 / 608, "16:9"), (1.91, "1.91:1"), (20, "20:1"), (0.05, "1:20"), (1013 / 764, "1.33:1")],
)  # fmt: skip
def test_a_shape_has_the_name_people_give_it(ratio: float, name: str) -> None:
    assert limits.shape_name(ratio) == name


@pytest.mark.parametrize(
    ("height", "refused"), [(1350, False), (1360, True), (565, False), (550, True)]
)
def test_instagram_refuses_what_is_slimmer_or_wider_than_it_says(
    height: int, refused: bool
) -> None:
    assert limits.refuses(spec_of("instagram"), 1080 / height) is refused


def test_a_network_without_pictures_refuses_no_shape() -> None:
    assert not limits.refuses(spec_of("youtube"), 0.1)


def test_each_network_of_the_team_has_one_card_whatever_the_number_of_its_channels() -> None:
    desk = make_desk([make_post(text="Kopi susu ☕")])
    second = replace(make_channel(), id=ChannelId("kedua"))
    desk = replace(desk, channels={**desk.channels, second.id: second, INSTAGRAM.id: INSTAGRAM})

    shown = said(rooms.room(make_scene(desk, AYU.id)))

    assert "kedua · Mastodon" in shown
    assert shown.count("· Mastodon") == 1
    assert "from 4:5 to 1.91:1" in shown
    assert "1 to 10, or a film" in shown
    assert "has 11, so 489 are left" in shown


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    desk = make_desk([make_post(text="k" * 507)])

    assert "has 507: 7 too many" in said(rooms.room(make_scene(desk, AYU.id)))


def test_a_desk_without_channels_asks_for_them() -> None:
    shown = said(rooms.room(make_scene(Desk(settings=SETTINGS))))

    assert "The channels tab is empty" in shown


def test_the_table_marks_the_teams_networks_and_what_nobody_confirmed() -> None:
    shown = said(rooms.sizes(make_scene(make_desk([]))))

    assert "★ Mastodon |" in shown
    assert "\nLinkedIn° |" in shown
    assert "\nBluesky | 300 characters" in shown
    assert "4096 characters; 1024 below a picture" in shown


def test_the_table_says_what_the_team_itself_says_of_a_limit() -> None:
    scene = make_scene(make_desk([]))
    told = {"bluesky": {"text.max": 299}}

    shown = said(rooms.sizes(replace(scene, spec_of=lambda name: spec_of(name, told))))

    assert "\nBluesky | 299 characters" in shown


def test_own_pictures_are_measured_and_who_refuses_them_is_named() -> None:
    shown = said(shapes.shapes(with_pictures(picture(900, 1600), picture(1200, 1200))))

    assert "900 × 1600 | 9:16 | Instagram" in shown
    assert "1200 × 1200 | 1:1 | none" in shown
    assert "higher in the same phone" not in shown


def test_pictures_that_are_all_square_are_told_what_upright_would_give() -> None:
    shown = said(shapes.shapes(with_pictures(picture(900, 900), picture(1200, 1200))))

    assert "All of these are 1:1. A picture of 4:5 stands 25 per cent higher" in shown


def test_pictures_that_are_upright_already_are_not_advised() -> None:
    shown = said(shapes.shapes(with_pictures(picture(800, 1000), picture(1080, 1350))))

    assert "higher in the same phone" not in shown


def test_pictures_elsewhere_are_not_fetched_to_be_measured() -> None:
    look = files_beside("calendar.xlsx")

    assert look(["https://kopi.example/1.jpg", "nowhere/2.jpg"]) == {}
    assert files_beside("https://docs.google.com/spreadsheets/d/1")(["1.jpg"]) == {}


def test_a_template_whose_picture_its_network_refuses_says_so() -> None:
    wrong = with_rows("templates", network="instagram ", text="Menu [nama]", width=1080, height=1920)  # fmt: skip
    right = with_rows("templates", network="Instagram", text="Menu [nama]", width=1080, height=1350)

    assert "Instagram takes pictures from 4:5 to 1.91:1" in said(views.templates(wrong))
    assert "refused" not in said(views.templates(right))
    assert "Instagram · 1080 × 1350 (4:5)" in said(views.templates(right))


def test_a_template_for_a_network_nobody_knows_is_shown_as_it_is() -> None:
    shown = said(views.templates(with_rows("templates", network="Friendster", text="[nama]", width=9, height=16)))  # fmt: skip

    assert "Friendster · 9 × 16 (9:16)" in shown
    assert "refused" not in shown


def test_without_templates_what_comes_again_is_shown_and_how_to_begin() -> None:
    posts = [make_post(campaign="Menu Jumat", text=f"Jumat ke-{n}") for n in range(3)]
    once = make_post(campaign="Ulang tahun")

    shown = said(views.templates(make_scene(make_desk([*posts, once]))))

    assert "Menu Jumat | 3 | “Jumat ke-1”\n“Jumat ke-2”" in shown
    assert "Ulang tahun" not in shown
    assert "The workbook has no such tab yet" in shown


def test_an_example_without_its_reason_is_called_a_bookmark() -> None:
    bare = with_rows("ideas", kind="example", source="https://kue.example/1")
    whole = with_rows("ideas", kind="example", source="https://kue.example/1", why="Shows the failed cake first")  # fmt: skip

    assert "only a bookmark" in said(views.swipe_file(bare))
    assert "Why it works: Shows the failed cake first" in said(views.swipe_file(whole))
    assert "No example yet" in said(views.swipe_file(with_rows("ideas", kind="news")))


def test_an_asset_is_the_same_however_its_name_is_typed() -> None:
    posts = [make_post(asset="Film gula aren", days=1), make_post(asset=" film  GULA aren ", days=2)]  # fmt: skip
    gone = make_post(asset="Film gula aren", status=Status.CANCELLED)

    uses = asset_uses(Figures(desk=make_desk([*posts, gone]), now=NOW))

    assert [(use.name, len(use.posts), use.is_lonely) for use in uses] == [("Film gula aren", 2, False)]  # fmt: skip


def test_a_lonely_asset_is_named_and_one_used_twice_is_not() -> None:
    posts = [make_post(asset=name) for name in ("Film", "Film", "Foto kebun")]

    shown = said(views.assets(make_scene(make_desk(posts))))

    assert "“Foto kebun”: the work is done" in shown
    assert "“Film”: the work" not in shown


def test_pictures_are_counted_and_the_silent_one_to_come_is_named() -> None:
    posts = [
        make_post(title="Kebun", media=("1.jpg",), alt_texts=("Petani tertawa di kebun kopi",)),
        make_post(title="Roti", media=("2.jpg",)),
        make_post(BUDI, title="Rapat", media=("3.jpg",), alt_texts=("foto",)),
    ]

    mine = said(views.alt_texts(make_scene(make_desk(posts), AYU.id)))
    team = said(views.alt_texts(make_scene(make_desk(posts))))

    assert "Your last pictures: 2. Described in words: 1." in mine
    assert "The team's last pictures: 3. Described in words: 1." in team
    assert "still silent: “Roti”, “Rapat”" in team
    assert "“Petani tertawa di kebun kopi”" in mine


def test_where_the_longest_text_fits_is_counted_each_networks_own_way() -> None:
    """An emoji weighs more on X and Threads: the same text can fit on one and not on another."""
    story = make_post(text="☕" * 120, thread=("k" * 170,))

    posed = exercises.fits_where(make_scene(make_desk([make_post(text="pendek"), story]), AYU.id))

    assert posed is not None
    assert isinstance(posed.key, PickKey)
    assert {posed.key.options[one] for one in posed.key.right} == {"Bluesky", "Mastodon", "Instagram", "LinkedIn"}  # fmt: skip


def test_the_teams_longest_text_is_asked_about_when_all_of_the_learners_fit() -> None:
    posts = [make_post(text="pendek"), make_post(BUDI, title="Panjang", text="k" * 290)]

    posed = exercises.fits_where(make_scene(make_desk(posts), AYU.id))

    assert posed is not None
    assert posed.facts["title"] == "Panjang"
    assert isinstance(posed.key, PickKey)
    assert set(posed.key.options) - posed.key.right == {"a"}


def test_texts_that_fit_everywhere_are_not_asked_about() -> None:
    assert exercises.fits_where(make_scene(make_desk([make_post(text="pendek")]))) is None


def test_how_high_is_asked_of_the_learners_own_width() -> None:
    posed = exercises.how_high(with_pictures(picture(1600, 900)))

    assert posed is not None
    assert posed.key == NumberKey(2000)
    assert posed.facts["unit"] == "400"


def test_silent_pictures_are_asked_of_the_team_when_all_of_the_learners_speak() -> None:
    spoken = [make_post(media=("1.jpg",), alt_texts=("Petani tertawa di kebun",)) for _ in range(5)]
    silent = [make_post(BUDI, media=("2.jpg",)) for _ in range(2)]

    posed = exercises.silent_pictures(make_scene(make_desk([*spoken, *silent]), AYU.id))

    assert posed is not None
    assert posed.key == NumberKey(2)
