"""What the public reads of the catalogue: columns, directory, guides and catalogues, brought up to date together."""

from datetime import datetime

from gongkai.catalogue import guide, publishing, units


def show_all(at: datetime) -> int:
    """Shows everything anew; what has not changed stays as it is. Returns how many rows were written."""
    return publishing.show_columns(at) + units.show_units(at) + guide.show_guides(at)


def out_of_step(at: datetime) -> bool:
    """Whether a day has passed on which a topic or a unit began or ended, and the public still reads the old."""
    return publishing.out_of_step(at) or units.out_of_step(at)
