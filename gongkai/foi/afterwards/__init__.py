"""After the answer: what many ask for is published for all (条例-44), and what is kept of an applicant is erased."""
