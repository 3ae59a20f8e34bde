"""遮盖: what may not be given is cut out of a PDF or picture for good; what is left is pictures and no more."""
