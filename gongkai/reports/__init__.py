"""年度报告与统计: the yearly report on openness, counted from records, published by its day (条例-49, 条例-50)."""
