"""The pure heart: what posts, approvals and publications are, and what follows from them.

No input or output, no clock, no randomness: `now` is an argument, ids come from the caller.
"""
