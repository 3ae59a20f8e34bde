"""自查: each unit looks at its own work before others do, in words and with evidence (BW-16.1–16.3, BW-13)."""
