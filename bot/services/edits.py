"""Posts after Baton stored them: edits, deletions, hiding and rechecks where the network does not report changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.case import Ask, Case, hide, revise, unhide, withdraw
from bot.case.serialization import mention_to_text
from bot.case.verbs.edit import WRITTEN, notes_quoting, posts_in, struck, without_quotes, wordings
from bot.jobs.from_calendar import resample_job, sampled
from bot.mention import Hidden, Mention, dated, tidy
from bot.services.casebook import do
from bot.store import Change, IntakeOutcome
from bot.store.tx import Tx

AT_ONCE = 100

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes that a network reports for posts it brought before."""

    #: Posts with their current text.
    edits: tuple[Mention, ...] = ()
    #: Keys of deleted posts.
    gone: tuple[str, ...] = ()
    #: New posts that open no case, each with the reason.
    ignored: tuple[tuple[Mention, str], ...] = ()
    #: Posts that are hidden for now, by key.
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    #: Keys of posts that are visible again.
    back: tuple[str, ...] = ()


UNCHANGED = Changes()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A page of posts to recheck. `cursor` starts the next page; "" starts over."""

    posts: tuple[Mention, ...]
    cursor: str


def changes_of(
    network: str,
    edits: Iterable[Mention],
    gone: Iterable[str],
    ignored: Iterable[tuple[Mention, str]] = (),
) -> Changes:
    """Build the changes a network reports, with keys in place of its ids."""
    return Changes(
        tuple(tidy(post) for post in edits),
        tuple(f"{network}/{native_id}" for native_id in gone),
        tuple((tidy(post), why) for post, why in ignored),
    )


def apply_changes(tx: Tx, changes: Changes, at: datetime) -> None:
    """Apply reported changes to cases, event logs and stored posts. Unknown posts are skipped."""
    _record_ignored(tx, changes.ignored, at)
    known = tx.known([*(post.key for post in changes.edits), *changes.gone, *changes.hidden, *changes.back])
    for post in changes.edits:
        if post.key in known and tx.is_newest_edit(post.key, post.edited_at):
            _change(tx, known[post.key], dated(post, at), at)
    for key in changes.gone:
        if key in known:
            log.warning("post_erased", post=key, case=known[key])
            _withdraw(tx, known[key], key, at)
    for key in (*changes.hidden, *changes.back):
        _hide(tx, known.get(key), key, changes.hidden.get(key), at)


def page_to_review(tx: Tx, network: str, cursor: str, now: datetime, span: timedelta) -> ReviewPage:
    """Return the next existing posts of the last `span`, those rechecked longest ago first."""
    since, key = _read(cursor) if cursor else (now - span, "")
    taken = tx.taken_after(network, max(since, now - span), key, AT_ONCE)
    posts = _still_there(tx, [(each.key, each.case) for each in taken])
    end = f"{taken[-1].at.isoformat()} {taken[-1].key}" if len(taken) == AT_ONCE else ""
    return ReviewPage(posts, end)


def posts_of(tx: Tx, keys: Iterable[str]) -> tuple[Mention, ...]:
    """Return the current state of these posts, of those that belong to a case and still exist."""
    known = tx.known(keys)
    return _still_there(tx, [(key, case) for key, case in known.items() if case is not None])


def update_sample(tx: Tx, key: str, at: datetime) -> None:
    """Update the ignored-posts digest that shows this post, if one does."""
    if shown := tx.receipt(sampled(key)):
        tx.add_jobs([resample_job(shown.native_id, at)])


def _record_ignored(tx: Tx, ignored: Iterable[tuple[Mention, str]], at: datetime) -> None:
    """Store posts that their network ignores like those a rule ignores: they are counted and sampled."""
    posts = {post.key: (post, why) for post, why in ignored}
    known = tx.known(posts)
    fresh = [
        IntakeOutcome(key=key, outcome="ignored", case=None, why=why, at=at, body=mention_to_text(post))
        for key, (post, why) in posts.items()
        if key not in known
    ]
    if fresh:
        tx.record(fresh)


def _change(tx: Tx, number: int | None, post: Mention, at: datetime) -> None:
    case = tx.case(number) if number is not None else None
    if case is None:
        tx.rewrite(post.key, mention_to_text(post))
        update_sample(tx, post.key, at)
    elif held := _held(tx, case, post.key):
        ask = Ask(post.network, at, f"{post.key}/edited/{case.version}")
        do(tx, case.number, ask, revise, held=held, now=post)


def _hide(tx: Tx, number: int | None, key: str, hidden: Hidden | None, at: datetime) -> None:
    """Hide a post for now, or show it again (None)."""
    case = tx.case(number) if number is not None else None
    held = _held(tx, case, key) if case else None
    if case is None or held is None or held.hidden == hidden:
        return
    log.info(
        "post_hidden" if hidden else "post_back", post=key, case=number, why=hidden.why if hidden else ""
    )
    ask = Ask(held.network, at, f"{key}/{'hidden' if hidden else 'unhidden'}/{case.version}")
    if hidden:
        do(tx, case.number, ask, hide, held=held, hidden=hidden)
    else:
        do(tx, case.number, ask, unhide, held=held)


def _withdraw(tx: Tx, number: int | None, key: str, at: datetime) -> None:
    if number is None:
        tx.rewrite(key, None)
        update_sample(tx, key, at)
        return
    noted = len(tx.unreadable)
    event_log = tx.event_log(number)
    held = posts_in(event_log).get(key)
    if held is None:
        # An unreadable row may still contain the deleted text: an error makes sure that people know.
        for row in tx.unreadable[noted:]:
            raise row
        return
    ask = Ask(held.network, at, f"{key}/withdrawn")
    clean, places = list(struck(event_log, key)), notes_quoting(event_log, key)
    redrawn = [event.number for event in clean if event.kind in WRITTEN]
    done = do(tx, number, ask, withdraw, held=held, quoted_in=places, struck=redrawn)
    if done.events:
        tx.redact(number, clean)
        tx.redact_correction(key)
        case = without_quotes(done.case, wordings(event_log, key))
        tx.save([Change(case.version, case, (), ())])


def _still_there(tx: Tx, taken: Iterable[tuple[str, int]]) -> tuple[Mention, ...]:
    found = list(taken)
    cases = tx.cases(dict.fromkeys(number for _, number in found))
    posts = (_held(tx, cases[number], key) for key, number in found if number in cases)
    return tuple(post for post in posts if post and not post.gone)


def _held(tx: Tx, case: Case, key: str) -> Mention | None:
    """Return the post as the case has it; in a long case only the event log still has the older ones."""
    return case.post(key) or posts_in(tx.event_log(case.number)).get(key)


def _read(cursor: str) -> tuple[datetime, str]:
    at, _, key = cursor.partition(" ")
    return datetime.fromisoformat(at), key
