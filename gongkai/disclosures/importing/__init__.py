"""导入旧信息: an old system's records, looked through first, then taken as drafts (BW-6.1.6)."""
