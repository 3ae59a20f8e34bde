"""政务公开会议: those of the leading group, of deployment, those that hear a report (KF-T3.3, BW-12.3, SQ-6.1)."""
