"""What happens to the portal with a step of the catalogue."""

from gongkai.catalogue import publishing


def columns(cases, takes, acts) -> None:
    """The columns say what was reviewed or made void, within the transaction of the step."""
    publishing.show_columns(max(act.at for act in acts))
