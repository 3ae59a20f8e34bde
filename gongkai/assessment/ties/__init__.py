"""并列: units tied across the line of a grade's places, on whom the leading group decides (BW-15)."""
