"""A row changed after its post went out says so; what is public stays as it was approved."""


def out(team, run):
    team.post("Kopi pagi")
    run("check", "08:00")
    team.approve("Kopi pagi")
    run("publish", "09:05")


def test_a_row_changed_after_it_went_out_says_that_the_public_sees_the_old_text(team, run, public):
    out(team, run)

    team.edit("Kopi pagi", text="Kopi malam, besok saja #kopi")
    run("check", "10:00")

    assert "changed after it went out" in team.cell("Kopi pagi", "problems")
    assert team.state("Kopi pagi") == "published"
    assert [post.text for post in public()] == ["Kopi pagi: kopi baru untuk pagi ini #kopi"]


def test_a_row_left_as_it_went_out_says_nothing(team, run):
    out(team, run)

    run("check", "10:00")

    assert team.cell("Kopi pagi", "problems") == ""


def test_a_changed_row_is_not_published_a_second_time(team, run, public):
    out(team, run)

    team.edit("Kopi pagi", text="Kopi malam #kopi")
    run("check", "10:00")
    team.approve("Kopi pagi", "approve_again")
    run("publish", "10:05")

    assert len(public()) == 1
