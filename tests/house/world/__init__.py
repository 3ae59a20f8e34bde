"""A county with one of everything that an address can name."""
