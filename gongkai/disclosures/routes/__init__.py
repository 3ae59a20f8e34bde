"""办理流程: the demands of routes on a record's way, and the pages of those who are asked on it (TZ-4.2, 条例-11)."""
