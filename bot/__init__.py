"""Baton: route social posts to the right support team and reply from Slack."""
