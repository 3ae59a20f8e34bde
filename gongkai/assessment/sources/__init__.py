"""评分来源: each source's part of a campaign as a case of its own, with its day, its people and what they declared."""
