"""检查和验收: the ledger looked through on set days, task by task, with findings (SQ-6.6)."""
