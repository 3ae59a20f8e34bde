"""The law as data: calendars, limits, documents, rulebooks. `gongkai.shelf` hands them out."""
