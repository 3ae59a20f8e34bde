"""The law's machinery: citations, working days, deadlines, rulebooks, scoring.

Pure: no Django, no clock, no network. A time is always an argument, a number from a regulation is always data.
"""
