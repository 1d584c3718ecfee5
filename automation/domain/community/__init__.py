"""What people write to us."""
