"""答复文书: letters of a request, written from the case, edited, read over, numbered, typeset (条例-36, GB/T 9704)."""
