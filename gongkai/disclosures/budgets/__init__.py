"""预算、决算、经费开支: when they were approved, what is checked in them, which unit published which (SQ-4.2)."""
