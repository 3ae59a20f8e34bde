"""任务: one task of an issued plan, its dated progress with evidence, its changes and its end (SQ-6.6)."""
