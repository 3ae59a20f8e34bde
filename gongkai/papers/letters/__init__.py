"""答复文书: a letter of the catalogue of replies, filled in from the case, typeset, and checked before it is signed."""
