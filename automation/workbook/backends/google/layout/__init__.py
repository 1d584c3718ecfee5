"""`lembar init` in a Google Sheet: what stands there is read once, the rest is decided purely.

`standing` is what was read, `plan` decides what to ask for, `laying` is the thin edge that reads,
sends and looks again. Everything of ours is found again by a key: tabs and columns by developer
metadata, protections by the key in their description, filter views by their number.
"""
