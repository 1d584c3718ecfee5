"""The course: six lessons, and assignments made from the team's own rows and graded by reading them.

`figures` counts what stands on the desk, `kinds` says what calls for which assignment and what
counts as done, `pick` chooses for each member, `give` writes it out in the member's language, and
`grade` reads what came of it. Pure: no input or output, no clock.
"""
