"""复议诉讼: reconsiderations and lawsuits about openness, as a register until each is handled here (DY-F2.5)."""
