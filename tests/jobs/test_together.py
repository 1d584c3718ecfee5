"""Several jobs in one run make one result: nothing twice, and the later job knows better."""

from automation.domain.run import Outcome
from automation.jobs.result import JobResult, Table, together


def table(title, *rows):
    return Table(title=title, columns=["Post", "Channel", "Why"], rows=rows, empty="None.")


def result(job, *tables, outcome=Outcome.DONE, **more):
    return JobResult(job=job, outcome=outcome, headline=f"{job}!", tables=tables, **more)


def test_a_table_of_two_jobs_is_shown_once_and_the_later_word_on_a_post_counts():
    check = result("check", table("Held", ["Kopi", "brand", "due"], ["Teh", "brand", "no text"]))
    publish = result("publish", table("Held", ["Kopi", "brand", "outcome unknown"]))

    both = together([check, publish])

    assert [t.title for t in both.tables] == ["Held"]
    assert both.tables[0].rows == [
        ["Kopi", "brand", "outcome unknown"],
        ["Teh", "brand", "no text"],
    ]


def test_the_worst_outcome_is_the_outcome_of_all():
    both = together([result("check", outcome=Outcome.NEEDS_PERSON), result("assign")])

    assert both.outcome is Outcome.NEEDS_PERSON


def test_what_needs_a_person_is_said_once():
    both = together(
        [result("check", needs=["Renew the token."]), result("publish", needs=["Renew the token."])]
    )

    assert both.needs == ["Renew the token."]


def test_a_table_goes_on_as_a_frame_with_the_same_texts():
    frame = table("Held", ["Kopi", "brand", "007"]).as_frame()

    assert list(frame.columns) == ["Post", "Channel", "Why"]
    assert frame.iloc[0].tolist() == ["Kopi", "brand", "007"]
