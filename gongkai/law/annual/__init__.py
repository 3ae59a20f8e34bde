"""年度报告: the form of the yearly report as data, its figures, what must agree (国办公开办函〔2021〕30号)."""
