"""我要纠错: what readers report of public pages, answered by the unit that owns the page (TZ-4.4)."""
