"""The receipt of a Slack message, and the address of a reply."""

from datetime import UTC, datetime

from bot.case import Thread
from bot.delivery import Receipt


def link_in_thread(thread: Thread, ts: str) -> str:
    """Return a reply's address from its thread's: https://docs.slack.dev/reference/methods/chat.getPermalink"""
    base, found, _ = thread.url.rpartition("/p")
    return f"{base}/p{ts.replace('.', '')}?thread_ts={thread.ts}&cid={thread.channel}" if found else ""


def receipt_of(ts: str, url: str) -> Receipt:
    """Return the receipt of a message; its `ts` is also the time at which Slack took it, in seconds."""
    return Receipt(ts, url, datetime.fromtimestamp(float(ts), UTC))
