"""Numbers: taken when they are due, empty where the network tells none, kept for good."""

from tests.promises.boundaries import once

STATUS = "^/api/v1/statuses/[0-9]+$"


def published(team, run, title="Kopi pagi", **cells):
    team.post(title, **cells)
    run("check", "08:00")
    team.approve(title)
    run("check", "08:01")
    run("publish", "09:05")


def marks(team):
    return [row["mark"] for row in team.records("snapshots")]


def test_each_age_is_taken_once_and_shown_beside_the_post(team, run):
    published(team, run)

    for at in (
        "09:30",
        "10:10",
        "10:20",
        "2026-11-22 09:10",
        "2026-11-28 09:10",
        "2026-12-21 09:10",
    ):
        run("collect", at)

    assert [str(mark)[:2] for mark in marks(team)] == ["1 ", "24", "7 ", "30"]
    assert team.state("Kopi pagi") == "measured"
    assert team.cell("Kopi pagi", "likes") == "0"
    assert team.cell("Kopi pagi", "numbers_at") == "2026-12-21 09:10 (rehearsal)"


def test_an_age_that_is_over_is_left_empty_not_invented(team, run):
    published(team, run)

    run("collect", "2026-11-22 09:10")

    assert len(marks(team)) == 1
    assert str(marks(team)[0]).startswith("24")


def test_on_demand_takes_the_numbers_now(team, run):
    published(team, run)

    run("collect", "09:10", on_demand=True)

    assert len(marks(team)) == 1


def test_a_second_run_has_nothing_to_read_and_writes_nothing(team, run):
    published(team, run)
    run("collect", "10:10")
    commits = team.book.backend.commits

    result = run("collect", "10:11")

    assert team.book.backend.commits == commits
    assert not result.changed


def test_numbers_that_are_not_told_stay_empty(team, run):
    published(team, run)

    run("collect", "10:10")

    snapshot = team.records("snapshots")[0]
    assert (snapshot["impressions"], snapshot["clicks"], snapshot["saves"]) == (None, None, None)
    assert snapshot["likes"] == 0


def test_a_deleted_post_is_removed_and_never_sent_again(team, run, network, public):
    published(team, run)
    gone = network.add_fault(missing())

    result = run("collect", "10:10")
    network.clear_faults(gone)
    run("publish", "10:20")

    assert team.state("Kopi pagi") == "removed"
    assert "no longer on brand" in team.cell("Kopi pagi", "problems")
    assert len(public()) == 1
    why = "The post is no longer on Mastodon, channel brand."
    assert result.tables[-1].rows == [["Kopi pagi", "brand", why]]
    assert team.records("publications")[-1]["reason"] == why


def test_a_channel_that_fails_does_not_stop_the_others(team, run, network):
    published(team, run)
    published(team, run, "Bantuan", channels="support")
    network.add_fault("token-revoked", account="kopi_senja")

    result = run("collect", "10:10")

    assert [row["channel"] for row in team.records("snapshots")] == ["support"]
    assert result.outcome.exit_code == 1
    assert "MASTODON_TOKEN_BRAND" in team.cell("brand", "problems", tab="channels")


def test_a_network_that_tells_no_numbers_is_not_asked_for_any(team, run):
    published(team, run)
    team.write("channels", "brand", network="google_business")

    result = run("collect", "10:10")

    assert result.outcome.exit_code == 0
    assert result.counts["due"] == 0
    assert team.cell("brand", "problems", tab="channels") == ""


def test_a_post_that_is_out_on_one_channel_only_keeps_its_reason(team, run, network):
    team.post("Kopi pagi", channels="brand, support")
    run("check", "08:00")
    team.approve("Kopi pagi")
    run("check", "08:01")
    network.add_fault("rate-limited", account="kopi_senja_bantuan", count=1)
    run("publish", "09:05")
    told = team.cell("Kopi pagi", "problems")

    run("collect", "10:10")

    assert "It did not go out on support" in told
    assert team.cell("Kopi pagi", "problems") == told
    assert team.state("Kopi pagi") == "partly"


def test_a_dry_run_reads_and_writes_nothing(team, run, network):
    published(team, run)
    before, calls = team.everything(), len(network.calls())

    run("collect", "10:10", dry_run=True)

    assert team.everything() == before
    assert len(network.calls()) == calls


def test_rows_sorted_while_numbers_are_read_get_their_own_numbers(team, run):
    published(team, run, "Kopi A")
    published(team, run, "Kopi B", at="09:01")
    sort = once("before commit", lambda: team.book.backend.sort("Calendar", 3, descending=True))

    run("collect", "10:10", hook=sort)

    assert [team.state(title) for title in ("Kopi A", "Kopi B")] == ["measured"] * 2
    assert len({team.cell(title, "url") for title in ("Kopi A", "Kopi B")}) == 2


def missing():
    from automation.rehearsal.network import Effect, Fault

    return Fault(effect=Effect.STATUS, status=404, methods="^GET$", path=STATUS)
