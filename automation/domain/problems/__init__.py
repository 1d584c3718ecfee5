"""Findings about rows: what one is, and the catalogue of their kinds by area."""
