"""公文: texts in, cleaned; letters and notices out. Pure: no Django, no clock, no network."""
