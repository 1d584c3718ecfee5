"""The ledger, the plan, and what rows show of them; the numbers that came back."""
