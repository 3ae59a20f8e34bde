"""督办单: what the office asks of a unit that is behind, and the answer (SQ-4.1)."""
