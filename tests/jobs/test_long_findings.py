"""Findings without end still fit a cell: the rest of the rows must not wait for one of them."""


def test_a_row_with_endless_findings_says_the_first_and_counts_the_rest(team, run):
    wrong = ", ".join(f"kanal{number}" for number in range(2_000))
    team.post("Kopi pagi", channels=wrong)
    team.post("Teh sore")

    run("check", "08:00")

    shown = team.cell("Kopi pagi", "problems")
    assert len(shown) < 5_000
    assert shown.splitlines()[-1].startswith("… and ")
    assert "waits for a decision" in team.cell("Teh sore", "problems")
