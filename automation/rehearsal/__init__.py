"""Rehearsal: a network and a spreadsheet service of our own, on loopback, for trying things out.

Nothing here reaches beyond this machine. `network.py` is the way in.
"""
