"""新闻发布会: planned for a major event, reported to the government, held in time (DY-F2.9)."""
