"""The rehearsal Sheets service: a local server that speaks the parts of Google's API we use.

`server.py` is the way in, `transport.py` leads real gspread and google-auth to it.
"""
