"""征求意见和申诉: draft sheets go to the units, which answer, and may appeal against a leaf once."""
