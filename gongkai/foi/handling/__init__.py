"""办理: from registration to the answer in the applicant's hand, each step with its article (条例-30 to 41)."""
