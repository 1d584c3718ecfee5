"""A lesson's exercises: what is asked, and whether an answer is right. Pure.

The right answer is counted from rows when it is asked for and stands nowhere else.
"""
