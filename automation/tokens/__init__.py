"""Credentials that `lembar connect` got: kept, renewed, and handed to networks as one object.

What lives here: the OAuth words (`oauth`), the calls that get and renew tokens (`calls`,
`renewal`), where tokens are kept (`stores`), and the credential a network holds (`credential`).
How each network signs in is data in its SPEC; no network is named here.
"""
