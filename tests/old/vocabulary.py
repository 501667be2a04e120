"""The stored words of a recording: kinds of events and jobs, lanes, gates, receipts, buttons."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.store.tx import Tx
from bot.tasks import TASKS
from handlers import BUTTONS

# Kinds of events, as the journal keeps them. They are spelled out, as no one table in the code has them all.
EVENTS = frozenset(
    {
        "accepted",
        "answered_elsewhere",
        "assigned",
        "channel_changed",
        "claimed",
        "corrected",
        "correcting",
        "delayed",
        "deleted",
        "deleting",
        "drafted",
        "edited",
        "guidance_asked",
        "guidance_given",
        "handed_over",
        "hidden",
        "joined",
        "links_revoked",
        "longer",
        "mood_corrected",
        "not_corrected",
        "not_deleted",
        "not_same_person",
        "not_sent",
        "note_deleted",
        "note_edited",
        "noted",
        "opened",
        "parted",
        "recognised",
        "redrafted",
        "released",
        "reopened",
        "resolved",
        "retimed",
        "same_person",
        "same_person_proposed",
        "same_person_undone",
        "sender_accepted",
        "sender_undone",
        "sending",
        "sent",
        "shown",
        "snoozed",
        "stuck",
        "taken_over",
        "unassigned",
        "unhidden",
        "unstuck",
        "unsure",
        "warned",
        "withdrawn",
        "woken",
    }
)
# Teams, channels and networks of the story, and words of its own.
NAMES = frozenset(
    {
        "billing",
        "service",
        "outage",
        "press",
        "marketing",
        "social",
        "baton",
        "alerts",
        "discord",
        "trigger",
        "old",
        "unreadable",
        "mentions",
        "search",
    }
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


def unknown_parts(forms: Iterable[str], text: str) -> set[str]:
    """Return the words of these forms that no string in the source `text` has at such a place."""
    words = {word for each in forms for word in re.findall(r"[a-z_]{3,}", each)} - NAMES
    return {word for word in words if not re.search(rf"[\"'@/}}-]{word}[\"'@/{{:*-]", text)}


def source() -> str:
    """Return the source of Baton, without the sandbox's."""
    root = Path(__file__).parents[2]
    files = [*(root / "bot").rglob("*.py"), *(root / "handlers").rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if "sandbox" not in file.parts)


def columns(tx: Tx) -> set[str]:
    """Return every column of every table, as `jobs.lane`."""
    if tx.driver.skip_locked:
        text = "select table_name, column_name from information_schema.columns where table_schema = 'public'"
    else:
        text = """select m.name as table_name, c.name as column_name from sqlite_master m, pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite_%'"""
    return {f"{row['table_name']}.{row['column_name']}" for row in tx.sql.rows(text)}


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
    lists["jobs"] = found["jobs"], set(TASKS) - set(found["jobs"])
    lists["buttons"] = pressed, set(BUTTONS) - set(pressed)
    return lists
