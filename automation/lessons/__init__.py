"""Lessons as a learner's notebook opens them: live views of the team's rows, exercises, assignments.

`opening` opens one, `lesson` is what a notebook holds, `page` is how things look in a cell. The
views and exercises of lesson N live in `views/lesson_N.py` and `exercises/lesson_N.py`.
"""
