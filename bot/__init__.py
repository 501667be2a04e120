"""Baton: route social posts to the right support team and reply from Slack."""

__version__ = "0.2.0"
