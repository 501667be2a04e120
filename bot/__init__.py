"""Baton carries public posts from marketing to the people who can fix them."""
