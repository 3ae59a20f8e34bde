"""Key points brought in from Word, pasted text or a table: brackets name the offices (SQ-6.6.1)."""
