"""回应模板: dated versions that a response begins with and is then written for its case (BW-8.4)."""
