"""What each lesson shows of the team's rows. `PAGES` of `lesson_N` are found by the lesson's number."""
