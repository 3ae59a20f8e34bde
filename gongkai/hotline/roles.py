"""Who takes cases of the hotline in, hands them out, handles them and looks at the replies."""

from gongkai.accounts.models import Role

OFFICE = frozenset({Role.OFFICE})
WRITERS = frozenset({Role.PROPOSER})
HEADS = frozenset({Role.REVIEWER})  # who looks at what another wrote
ASKED = WRITERS | OFFICE  # whom people ask first
LEADERS = frozenset({Role.LEADING_GROUP})
READERS = ASKED | HEADS  # who may read what a caller said, each look being kept
KEEPERS = frozenset({Role.OFFICE, Role.ADMIN})  # of the keys of platforms
NOBODY: frozenset[Role] = frozenset()
