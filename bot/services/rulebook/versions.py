"""Versions of the rules in the store: each save adds one, announced with its author in the alert channel."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.case import Ask, Refused
from bot.jobs.job import Job
from bot.routing import version_of
from bot.services.idempotency import heard, keep
from bot.services.rulebook import Rulebook
from bot.services.rulebook.loading import check_text
from bot.slack import Message
from bot.slack.views.rule_alerts import saved_message
from bot.slack.views.text import escape
from bot.store.rule_versions import RuleDraft, SavedRules
from bot.store.tx import Tx

PREVIEW_DAYS = 14
START_ANEW = (
    "Go back and preview again: a form adds your change to the new rules. From YAML, copy your changes, open the rules"
    " again, and paste them there."
)
LOOK_BACK = "`/baton rules history` lists all versions, each with a Restore button."


@dataclass(frozen=True, slots=True)
class Base:
    """The rules an edit starts from: their text, its version, and the newest number in the store (0: none)."""

    number: int
    version: str
    text: str

    def draft(self, name: str, text: str, author: str, at: datetime) -> RuleDraft:
        """Return a draft with this base."""
        return RuleDraft(
            id=name, author=author, at=at, base_number=self.number, base_version=self.version, text=text
        )


async def base_of(book: Rulebook) -> Base:
    """Return the newest text in the store, else the file's. Raise RulesError when the file cannot be read."""

    def work(tx: Tx) -> tuple[int, str | None]:
        saved = tx.latest_rules()
        return (saved.number, tx.rules_text(saved.number)) if saved else (0, None)

    number, text = await book.store.transact(work)
    if text is None:
        text = await book.file_text()
    return Base(number, version_of(text), text)


async def check(text: str) -> frozenset[str]:
    """Return the people and groups that the rules name.

    Raise RulesError with every error of the text, failing examples included.
    """
    return await asyncio.to_thread(check_text, text, "routing rules")


async def keep_draft(book: Rulebook, draft: RuleDraft, note: str = "") -> None:
    """Store a draft for a day, and queue the preview on the posts of recent days that its window shows.

    `note` is the change note that the window suggests.
    """
    job = Job(
        lane=f"preview/{draft.id}",
        position=0,
        kind="preview",
        run_at=draft.at,
        data={"draft": draft.id} | ({"note": note} if note else {}),
        urgency=0,
    )

    def work(tx: Tx) -> None:
        tx.keep_draft(draft)
        tx.add_jobs([job])

    await book.store.transact(work)


async def draft_of(book: Rulebook, name: str) -> RuleDraft:
    """Return the draft of that name. Raise Refused when it has expired."""
    draft = await book.store.transact(lambda tx: tx.rule_draft(name))
    if draft is None:
        raise Refused(f"This check has expired. {START_ANEW}", "no_draft")
    return draft


async def save_draft(book: Rulebook, draft: RuleDraft, *, author: str, note: str) -> SavedRules:
    """Activate a draft. Raise Refused when the rules changed since it was begun, and RulesError when they are
    invalid.
    """
    base = await base_of(book)
    if base.number == draft.base_number and base.version != draft.base_version:
        raise Refused(_changed_since(None), "outdated")
    return await save(book, draft.text, author=author, note=note, base=draft.base_number)


async def save(
    book: Rulebook,
    text: str | None,
    *,
    author: str,
    note: str,
    base: int | None = None,
    advice: str = START_ANEW,
    ask: Ask | None = None,
) -> SavedRules:
    """Activate a text, or with None the file, as a new version; the same request received twice saves once.

    `base` is the number it was made from (None: the newest). `ask` is the request, needed without a `base` to recognize
    a repeat. Raise Refused, with the advice `advice`, when another version was saved since, and RulesError when the
    rules are invalid.
    """
    await check(await book.file_text() if text is None else text)
    version = "" if text is None else version_of(text)

    def _save(tx: Tx) -> SavedRules:
        latest = tx.latest_rules()
        if ask and (before := heard(tx, ask)) is not None:
            return tx.saved_rules(int(before)) or SavedRules(
                number=int(before), author=author, at=ask.at, note=note, version=version
            )
        number = latest.number if latest else 0
        # Slack repeats a request whose answer came late: this very version was saved a moment ago.
        if latest and base == number - 1 and (latest.author, latest.version) == (author, version):
            return latest
        if latest and base not in (None, number):
            raise Refused(_changed_since(latest, advice), "outdated")
        saved = SavedRules(
            number=number + 1, author=author, at=book.now(), note=note.strip(), version=version
        )
        tx.save_rules(saved, text)
        if ask:
            keep(tx, ask, str(saved.number))
        book.alert(tx, f"rules/saved/{saved.number}", _announced(saved))
        if latest:
            replaced = _announced(latest, replaced_by=saved.number)
            book.amend_alert(tx, f"rules/saved/{latest.number}", replaced)
        return saved

    saved = await book.store.transact(_save)
    await book.poll(at_once=True)
    return saved


async def restore(
    book: Rulebook, number: int, *, author: str, base: int | None = None, ask: Ask | None = None
) -> SavedRules:
    """Activate an earlier version again (0: the file) as a new one; `base` and `ask` as in `save`.

    Raise Refused when there is no such version or another was saved since, and RulesError when it is no longer valid.
    """

    def work(tx: Tx) -> tuple[SavedRules | None, str | None]:
        return tx.saved_rules(number), tx.rules_text(number)

    saved, text = await book.store.transact(work)
    if number and saved is None:
        raise Refused(f"There is no version {number} of the rules.", "no_version")
    note = "restored the rules file" if text is None else f"restored version {number}"
    return await save(book, text, author=author, note=note, base=base, advice=LOOK_BACK, ask=ask)


async def undo(book: Rulebook, number: int, *, author: str) -> SavedRules:
    """Roll back version `number`: restore the version before it. Raise Refused and RulesError as `restore` does."""
    return await restore(book, number - 1, author=author, base=number)


async def history(book: Rulebook, limit: int) -> list[SavedRules]:
    """Return the newest versions, newest first."""
    return await book.store.transact(lambda tx: tx.rules_history(limit))


async def since(book: Rulebook) -> str:
    """Return a message for an editor whose base is outdated: who saved in the meantime."""
    return _changed_since(await book.store.transact(lambda tx: tx.latest_rules()))


def _announced(saved: SavedRules, *, replaced_by: int = 0) -> Message:
    return saved_message(saved.number, saved.version, saved.author, saved.note, replaced_by=replaced_by)


def _changed_since(latest: SavedRules | None, advice: str = START_ANEW) -> str:
    if latest is None or latest.is_file:
        return f"The rules file has changed since you began. {advice}"
    who = f"<@{latest.author}>" if latest.author else "Someone at the command line"
    note = f" ({escape(latest.note)})" if latest.note else ""
    return f"{who} saved version {latest.number} of the rules in the meantime{note}. {advice}"
