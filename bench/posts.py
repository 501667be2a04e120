"""Posts to measure with: the sample feed's texts, each by another author in a separate conversation."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.mention import Author, MayReply, Mention
from bot.routing import Rules, choose, read_rules
from bot.services.intake import Intake
from bot.store.store import Store

ROOT = Path(__file__).parents[1]
FEED = ROOT / "sandbox" / "feed.csv"
RULES = ROOT / "sandbox" / "routing_rules.yaml"


def texts() -> list[str]:
    """Return the feed's posts on X, without those the project's rules ignore: each opens a case."""
    with FEED.open(encoding="utf-8", newline="") as file:
        said = [row["text"] for row in csv.DictReader(file) if row["kind"] == "post" and not row["network"]]
    known = rules()
    return [text for text in said if not choose(known, mention("somebody", text)).ignored]


def rules() -> Rules:
    return read_rules(RULES.read_text(encoding="utf-8"), RULES.name)


def intake(store: Store) -> Intake:
    """Return an ingester with the project's own rules."""
    known = rules()
    return Intake(store, lambda: known, merge=timedelta(hours=24), reopen=timedelta(hours=72))


def mentions(prefix: str = "post") -> Iterator[Mention]:
    """Yield mentions endlessly. `prefix` begins their ids, so that two streams share none."""
    feed = texts()
    for number in count():
        yield mention(f"{prefix}-{number}", feed[number % len(feed)])


def mention(name: str, text: str) -> Mention:
    author = Author(f"@{name}", name, 250, name)
    url = f"https://x.example/{name}"
    return Mention("x", name, name, author, text, url, datetime.now(UTC), MayReply("yes"))
