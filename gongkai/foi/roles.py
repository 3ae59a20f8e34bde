"""Who handles requests, and who may read what is sealed in them."""

from gongkai.accounts.models import Role

OFFICERS = frozenset({Role.PROPOSER, Role.OFFICE})
SECRECY = frozenset({Role.SECRECY})
HEADS = frozenset({Role.REVIEWER})  # who agrees to extensions and answers
READERS = OFFICERS | HEADS  # who may look at sealed words, each look being kept
NOBODY: frozenset[Role] = frozenset()
