"""整改: a unit mends what was confirmed within a month of receiving the result, and is looked at again (BW-19)."""
