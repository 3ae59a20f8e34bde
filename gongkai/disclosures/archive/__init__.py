"""归档: packages of what was published, made after the archiving step and checked again and again (TZ-4.5)."""
