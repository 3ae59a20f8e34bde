"""Who takes cases of the hotline in, hands them out, handles them and looks at the replies."""

from gongkai.accounts.models import Role

OFFICE = frozenset({Role.OFFICE})
HANDLERS = frozenset({Role.PROPOSER, Role.OFFICE})
HEADS = frozenset({Role.REVIEWER, Role.OFFICE})  # who looks at what another wrote
UNIT_HEADS = frozenset({Role.REVIEWER})
LEADERS = frozenset({Role.LEADING_GROUP})
READERS = HANDLERS | UNIT_HEADS  # who may read what a caller said, each look being kept
KEEPERS = frozenset({Role.OFFICE, Role.ADMIN})  # of the keys of platforms
NOBODY: frozenset[Role] = frozenset()
