"""Baton carries public posts from marketing to the people who can fix them."""

__version__ = "0.2.0"
