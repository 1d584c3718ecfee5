"""Lembar runs a team's social media from the spreadsheet the team already shares.

Notebooks import the few names they need from here; everything else lives in the rooms below.
"""
