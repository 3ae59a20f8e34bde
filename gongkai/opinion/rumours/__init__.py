"""传言: a claim is verified with evidence, then set right in public or, found true, corrected (BW-8.1, SQ-5.2)."""
