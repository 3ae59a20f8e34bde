"""公开: the openness work of a county or a bureau, from duty to rectification."""

__version__ = "0.1.0"
