"""Edits, deletions and hiding of a post after Baton has stored it."""

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from bot.case.channels import Place, latest_of_notes, places_of_notes
from bot.case.model import Ask, Case, Event
from bot.case.serialization import mention_from_json, mention_to_json
from bot.case.verbs.snooze import woken
from bot.mention import Hidden, Mention, tombstone, without_words

# A shorter text may appear in a note by chance.
QUOTE_LENGTH = 20
# Events with words of staff, each with the key of those words.
WRITTEN = {
    "noted": "text",
    "note_edited": "text",
    "handed_over": "reason",
    "guidance_asked": "question",
    "prioritized": "because",
    "resolved": "because",
    "released": "because",
    "unassigned": "because",
    "reopened": "because",
    "answered_elsewhere": "because",
}
DRAFTED = ("drafted", "redrafted")
ADDRESS = re.compile(r"https?://[^\s<>|]+")


def revise(case: Case, ask: Ask, *, held: Mention, now: Mention) -> list[Event]:
    """Record that the post `held` now reads `now`.

    A change that alters no word is none, and a deleted post cannot change. An edit by the customer ends a snooze.
    """
    if held.gone or (now.text, now.title) == (held.text, held.title):
        return []
    own = case.is_own(held)
    edited = ask.event(
        "edited",
        network=held.network,
        native_id=held.native_id,
        own=own,
        text=now.text,
        title=now.title,
    )
    return [edited, *(woken(case, ask, "customer") if own else [])]


def withdraw(
    case: Case, ask: Ask, *, held: Mention, quoted_in: Sequence[Place] = (), struck: Sequence[int] = ()
) -> list[Event]:
    """Record that the post `held` was deleted.

    `quoted_in` are the notes (channel, ts) that quote it verbatim, `struck` the events that lose its words.
    """
    if held.gone:
        return []
    places = [list(place) for place in quoted_in]
    return [
        ask.event(
            "withdrawn",
            network=held.network,
            native_id=held.native_id,
            quoted_in=places,
            struck=list(struck),
        ),
    ]


def hide(case: Case, ask: Ask, *, held: Mention, hidden: Hidden) -> list[Event]:
    """Return the event that hides the post `held` for now; none if it is already hidden for that reason."""
    if held.gone or held.hidden == hidden:
        return []
    where = {"network": held.network, "native_id": held.native_id}
    return [ask.event("hidden", **where, why=hidden.why, shows_words=hidden.shows_words)]


def unhide(case: Case, ask: Ask, *, held: Mention) -> list[Event]:
    """Return the event that shows the post `held` again; none if it is not hidden."""
    if held.gone or held.hidden is None:
        return []
    return [ask.event("unhidden", network=held.network, native_id=held.native_id)]


def record_longer(case: Case, ask: Ask) -> list[Event]:
    """Return the event that says the thread goes on beyond the posts read; none if that is already known."""
    return [] if case.longer else [ask.event("longer")]


def as_after(post: Mention, event: Event) -> Mention:
    """Return the post after an event about it: `edited`, `withdrawn`, `hidden` or `unhidden`."""
    return _AFTER[event.kind](post, event.data)


def with_post_changed(case: Case, event: Event) -> Case:
    """Return the case after an event about one of its posts."""
    key = key_in(event)
    return replace(case, mentions=tuple(as_after(m, event) if m.key == key else m for m in case.mentions))


def revised(post: Mention, data: Mapping[str, Any]) -> Mention:
    """Return the post after an `edited` event with these data."""
    return replace(post, text=data["text"], title=data["title"])


def key_in(event: Event) -> str:
    """Return the key of the post that an `edited`, `withdrawn`, `hidden` or `unhidden` event is about."""
    return f"{event.data['network']}/{event.data['native_id']}"


def posts_in(event_log: Iterable[Event]) -> dict[str, Mention]:
    """Return the current state of every post in an event log by its key, including posts the case no longer keeps."""
    posts: dict[str, Mention] = {}
    for event in event_log:
        if "mention" in event.data:
            post = mention_from_json(event.data["mention"])
            posts[post.key] = post
        elif event.kind in _AFTER:
            posts[key_in(event)] = as_after(posts[key_in(event)], event)
    return posts


def notes_quoting(event_log: Sequence[Event], key: str) -> list[Place]:
    """Return the locations of the notes that still quote the post verbatim."""
    quotes = wordings(event_log, key)
    latest = latest_of_notes(event_log, places_of_notes(event_log))
    return [place for place, event in latest.items() if _repeats(event.data.get("text", ""), quotes)]


def struck(event_log: Sequence[Event], key: str) -> Iterator[Event]:
    """Yield the events that quote the post, with its words removed.

    They replay to the same case once the post is withdrawn and `without_quotes` was applied.
    """
    quotes = wordings(event_log, key)
    for event in event_log:
        data = _without(event, key, quotes)
        if data != event.data:
            yield replace(event, data=data)


def without_quotes(case: Case, quotes: Collection[str]) -> Case:
    """Return the case with these quotes removed from what staff wrote.

    A draft that quotes one is dropped: it goes out as it was shown, or not at all.
    """
    origin, hand_off, brought = case.origin, case.hand_off, case.brought
    return replace(
        case,
        origin=replace(origin, reason=_redacted(origin.reason, quotes)) if origin else None,
        hand_off=replace(hand_off, reason=_redacted(hand_off.reason, quotes)) if hand_off else None,
        brought=replace(brought, reason=_redacted(brought.reason, quotes)) if brought else None,
        escalations=tuple(replace(e, reason=_redacted(e.reason, quotes)) for e in case.escalations),
        guidance=tuple(replace(asked, question=_redacted(asked.question, quotes)) for asked in case.guidance),
        resolved_because=_redacted(case.resolved_because, quotes),
        drafts=tuple(draft for draft in case.drafts if not _repeats(draft.text, quotes)),
    )


def wordings(event_log: Iterable[Event], key: str) -> list[str]:
    """Return every text the post ever had, longest first, plain and as Slack writes it in events."""
    texts = set()
    for event in event_log:
        if "mention" in event.data and mention_from_json(event.data["mention"]).key == key:
            texts.add(event.data["mention"]["text"])
        elif event.kind == "edited" and key_in(event) == key:
            texts.add(event.data["text"])
    forms = {form for text in texts for form in (text, html.escape(text, quote=False), _as_slack_has(text))}
    return sorted((text for text in forms if len(text) >= QUOTE_LENGTH), key=len, reverse=True)


def _without(event: Event, key: str, quotes: Collection[str]) -> dict[str, Any]:
    data = event.data
    if event.kind == "edited" and key_in(event) == key:
        return data | {"text": "", "title": ""}
    if event.kind in DRAFTED:
        return data | {"text": ""} if _repeats(data["text"], quotes) else data
    if event.kind in ("resolution_undone", "undone"):
        return data | {"was": _was_without(data["was"], quotes)}
    if "mention" in data:
        post = mention_from_json(data["mention"])
        data = data | {"mention": mention_to_json(without_words(post))} if post.key == key else data
    if (origin := data.get("origin")) and "reason" in origin:
        data = data | {"origin": origin | {"reason": _redacted(origin["reason"], quotes)}}
    place = WRITTEN.get(event.kind)
    return data | {place: _redacted(data[place], quotes)} if place in data else data


def _was_without(was: Mapping[str, Any], quotes: Collection[str]) -> dict[str, Any]:
    """Return what staff wrote and an undo restored, without the quotes."""
    drafts = [draft for draft in was.get("drafts", ()) if not _repeats(draft["text"], quotes)]
    asked = [each | {"question": _redacted(each["question"], quotes)} for each in was.get("guidance", ())]
    moves = {
        name: move | {"reason": _redacted(move["reason"], quotes)}
        for name in ("hand_off", "brought")
        if (move := was.get(name))
    }
    why = (
        {"resolved_because": _redacted(was["resolved_because"], quotes)} if "resolved_because" in was else {}
    )
    return {**was, **moves, **why, "drafts": drafts, "guidance": asked}


def _repeats(words: str, quotes: Iterable[str]) -> bool:
    return any(quote in words for quote in quotes)


def _redacted(words: str, quotes: Iterable[str]) -> str:
    for quote in quotes:
        words = words.replace(quote, "…")
    return words


def _as_slack_has(text: str) -> str:
    """Return the text as Slack's events have it, with each address in angle brackets."""
    return ADDRESS.sub(lambda found: f"<{found[0]}>", html.escape(text, quote=False))


def _hidden(post: Mention, data: Mapping[str, Any]) -> Mention:
    return replace(post, hidden=Hidden(data["why"], data["shows_words"]))


_AFTER: dict[str, Callable[[Mention, Mapping[str, Any]], Mention]] = {
    "edited": revised,
    "withdrawn": lambda post, _: tombstone(post),
    "hidden": _hidden,
    "unhidden": lambda post, _: replace(post, hidden=None),
}
