"""The stored words of a recording: kinds of events and jobs, lanes, gates, receipts, buttons."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.errands import ERRANDS
from bot.store.tx import Tx
from handlers import BUTTONS

# Kinds of events, as the journal keeps them. Spelled out, so that a rename in the code fails a test.
EVENTS = frozenset(
    """accepted answered_elsewhere assigned channel_changed claimed corrected correcting delayed deleted deleting drafted
    edited guidance_asked guidance_given handed_over hidden joined links_revoked longer mood_corrected not_corrected
    not_deleted not_same_person not_sent note_deleted note_edited noted opened parted recognised redrafted released
    reopened resolved retimed same_person same_person_proposed same_person_undone sender_accepted sender_undone sending
    sent shown snoozed stuck taken_over unassigned unhidden unstuck unsure warned withdrawn woken""".split()
)
# Numbers, ids and names in a key; what is left is its form.
PARTS = re.compile(r"\d[\d.:TW+-]*|\b[CDU]0\w+")


def of_database(tx: Tx) -> dict[str, Counter[str]]:
    """Count the stored words by the table column they are in."""

    def read_column(text: str) -> list[str]:
        return [str(row["word"]) for row in tx.sql.rows(text)]

    return {
        "events": Counter(read_column("select kind as word from events")),
        "jobs": Counter(read_column("select kind as word from jobs")),
        "lanes": Counter(map(form, read_column("select lane as word from jobs"))),
        "gates": Counter(
            map(form, read_column("select gate as word from jobs union all select key from gates"))
        ),
        "receipts": Counter(map(form, read_column("select key as word from receipts"))),
        "buried": Counter(read_column("select buried as word from jobs")),
    }


def form(key: str) -> str:
    """Return a key with `#` for each number and id in it: `1001@slack/4/say` is `#@slack/#/say`."""
    return PARTS.sub("#", key)


def buttons(value: Any) -> Iterator[str]:
    """Yield the action id of every button, and the word of every menu option, in a message or a part of it."""
    if isinstance(value, list):
        for each in value:
            yield from buttons(each)
    elif isinstance(value, dict):
        if value.get("type") == "button" and "url" not in value:
            yield value["action_id"]
        if value.get("type") == "overflow":
            yield from (option["value"].partition(" ")[0] for option in value["options"])
        yield from buttons(list(value.values()))


def compared(found: dict[str, Counter[str]], channels: Any) -> dict[str, tuple[Counter[str], set[str]]]:
    """Return each list of words with those of today's code that the recording lacks."""
    pressed = Counter(buttons(channels))
    lists = {name: (words, set[str]()) for name, words in found.items()}
    lists["events"] = found["events"], set(EVENTS) - set(found["events"])
    lists["jobs"] = found["jobs"], set(ERRANDS) - set(found["jobs"])
    lists["buttons"] = pressed, set(BUTTONS) - set(pressed)
    return lists
