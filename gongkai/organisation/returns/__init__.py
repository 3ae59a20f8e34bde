"""报送: what the office asks units for by a day, the contact sheet first of all (DY-F3, KF-T1.2, KF-T3.3)."""
