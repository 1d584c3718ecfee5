"""Assignments of a lesson as a notebook that nbgrader generates, grades and gives marks for.

Nothing here needs nbgrader, and nothing in the notebook needs Lembar: the team's numbers travel
beside it in a file.
"""
