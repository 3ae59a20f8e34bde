"""The accounts of the demonstration, as the command prints them and the sign-in page shows them."""

from dataclasses import dataclass

from gongkai.accounts.models import Role
from gongkai.acts.clock import told
from gongkai.demo import people

PASSWORD = "gongkai-2026"  # no secret: it is shown on the sign-in page of every demonstration
SHOWN_UNIT = "交运局"


@dataclass(frozen=True)
class Account:
    """One account to try: what it signs in with, whose desk it opens."""

    username: str
    name: str
    unit: str
    role: str
    title: str

    @property
    def place(self) -> str:
        """As ``Post.place``."""
        return self.role if self.unit == self.role else f"{self.unit}·{self.role}"


def shown() -> list[Account]:
    """One account a role: the four hands of 交运局, then the county's offices; empty where this is no demonstration."""
    return everybody_shown() if told() else []


def everybody_shown() -> list[Account]:
    found: dict[tuple[str, str], Account] = {}
    for one in people.workers():
        if one.unit == SHOWN_UNIT or one.role in _COUNTY:
            account = Account(one.username, one.name, one.unit, str(Role(one.role).label), one.title)
            found.setdefault((one.role, one.unit if one.role == Role.ASSESSOR else ""), account)
    return list(found.values())


_COUNTY = {Role.OFFICE, Role.ASSESSOR, Role.THIRD_PARTY, Role.LEADING_GROUP, Role.AUDITOR, Role.ADMIN}
