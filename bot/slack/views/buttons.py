"""The controls of a card: what to do next, the second choice, and a menu, by the state of the case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.case import Case, Status, usual_target
from bot.slack.views.blocks import Element, button, link_button, menu, title_of
from bot.slack.views.inputs import option

# An overflow menu takes five options (https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element);
# *More* is always the last, and has what found no place.
MENU = 4
LABELS = {
    "claim_reply": "Claim & reply",
    "accept_reply": "Accept & reply",
    "claim": "Claim",
    "reply": "Reply",
    "resolve": "Resolve",
    "wake": "Unsnooze",
    "send_back": "Send back",
    "mark_answered": "Mark answered",
    "pending": "Wait for customer",
    "reopen": "Reopen",
    "hand_over": "Hand over",
    "escalate": "Escalate to service",
    "snooze": "Snooze",
    "ask_guidance": "Ask a team",
    "take_private": "Move to private",
    "release": "Release",
    "unstick": "Retry",
    "why": "Why here?",
    "more": "More",
    "ask_take_over": "Take over",
    "revoke_links": "Revoke links",
}
SAYS = {"unstick": "Retry what failed in", "more": "More about"}


class CardState(StrEnum):
    """The state of a case that decides which controls its card has."""

    UNASSIGNED = "unassigned"
    GIVEN = "given"
    ASKED = "asked"
    ANSWERED = "answered"
    BY_HAND = "by hand"
    BY_HAND_ASKED = "by hand, claimed"
    BY_HAND_ANSWERED = "by hand, answered"
    WITHDRAWN = "withdrawn"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Controls:
    """The words of a card's controls; empty where there is none. *More* is added to the menu."""

    primary: str
    second: str
    menu: tuple[str, ...]


_REPLIES = ("reply", "claim_reply", "accept_reply")
_MINE = ("hand_over", "snooze", "ask_guidance", "take_private", "release")
# One row for each state: the next step, the second choice, and the menu in order of use.
ROWS = {
    CardState.UNASSIGNED: Controls("claim_reply", "claim", ("hand_over", "resolve", "snooze", "why")),
    CardState.GIVEN: Controls("accept_reply", "send_back", ("claim", "hand_over", "resolve", "snooze")),
    CardState.ASKED: Controls("reply", "resolve", _MINE),
    CardState.ANSWERED: Controls("resolve", "reply", _MINE),
    CardState.BY_HAND: Controls("open_post", "mark_answered", ("claim", "hand_over", "resolve", "snooze")),
    CardState.BY_HAND_ASKED: Controls("open_post", "mark_answered", ("resolve", *_MINE)),
    CardState.BY_HAND_ANSWERED: Controls("resolve", "open_post", _MINE),
    CardState.WITHDRAWN: Controls("resolve", "claim", ("hand_over", "snooze", "why", "release")),
    CardState.SNOOZED: Controls("wake", "", ("reply", "resolve", "hand_over")),
    CardState.RESOLVED: Controls("", "", ("reopen", "why")),
}


def state_for(case: Case, now: datetime) -> CardState:
    """Return the row of the table for this case at `now`."""
    if case.status is Status.RESOLVED:
        return CardState.RESOLVED
    if case.snooze:
        return CardState.SNOOZED
    if case.withdrawn:
        return CardState.WITHDRAWN
    if case.waits and (case.can_be_sent_back or case.assignment):
        return CardState.GIVEN
    answered = case.pending
    if not case.answerable(now):
        if case.owner is None:
            return CardState.BY_HAND
        return CardState.BY_HAND_ANSWERED if answered else CardState.BY_HAND_ASKED
    if case.owner is None:
        return CardState.UNASSIGNED
    return CardState.ANSWERED if answered else CardState.ASKED


def controls_for(case: Case, *, marketing: bool, private: bool, now: datetime) -> Controls:
    """Return the controls that make sense now, with at most MENU words in the menu.

    `marketing`: the case is marketing's, who escalates to service. `private`: the installation has a private way.
    """
    row = _fitted(case, ROWS[state_for(case, now)], now)
    if case.stuck:
        row = Controls(row.primary, "unstick", tuple(filter(None, (row.second, *row.menu))))
    left_out = set() if private and _can_move(case, now) else {"take_private"}
    if case.owner is None:
        left_out.add("release")
    words = [_for_marketing(word) if marketing else word for word in row.menu if word not in left_out]
    return replace(row, menu=tuple(words[:MENU]))


def more_words(case: Case, user: str, *, marketing: bool, private: bool, now: datetime) -> list[str]:
    """Return the words of *More* for `user`: what makes sense now and found no place on the card."""
    row = controls_for(case, marketing=marketing, private=private, now=now)
    on_card = {row.primary, row.second, *row.menu}
    is_open, hand_over = case.status is not Status.RESOLVED, "escalate" if marketing else "hand_over"
    # Others would only be refused.
    is_free, is_mine = is_open and case.owner in (None, user), is_open and case.owner == user
    makes_sense = {
        "claim": is_open and case.owner is None and "claim_reply" not in on_card,
        hand_over: is_free,
        "resolve": is_free,
        "snooze": is_free and case.snooze is None,
        "pending": is_mine and not case.question and case.follow_up is None,
        "ask_guidance": is_mine,
        "release": is_mine,
        "ask_take_over": is_open and case.owner not in (None, user),
        "send_back": is_free and case.waits and case.can_be_sent_back,
        "mark_answered": is_free and bool(case.question) and must_answer_by_hand(case, now),
        "why": True,
        "revoke_links": any(post.case == case.number for post in case.mentions),
    }
    return [word for word, fits in makes_sense.items() if fits and word not in on_card]


def card_actions(case: Case, *, marketing: bool, private: bool, now: datetime) -> Iterator[Element]:
    """Yield the elements of the controls: at most two buttons and the menu.

    A button's value is the case number and no more: rights are read from the case.
    """
    row = controls_for(case, marketing=marketing, private=private, now=now)
    styled = "" if row.primary == "wake" else "primary"
    yield from _pressable(case, row.primary, styled, now)
    yield from _pressable(case, row.second, "", now)
    yield card_menu(case, row.menu, now)


def card_menu(case: Case, words: Sequence[str], now: datetime) -> Element:
    """Return the menu of these words, and *More*."""
    listed = [option(_label(case, word, now), f"{word} {case.number}") for word in (*words, "more")]
    return menu("more_0", listed)


def must_answer_by_hand(case: Case, now: datetime) -> bool:
    """Return whether no network accepts a reply at `now`."""
    return case.status is not Status.RESOLVED and not case.answerable(now)


def _fitted(case: Case, row: Controls, now: datetime) -> Controls:
    """Return the row without a reply where no network takes one, and with a claim where nobody has the case."""
    instead = {} if case.owner and not case.assignment else {"reply": "claim_reply"}
    if case.assignment:
        instead |= {"reply": "accept_reply"} | ({} if case.can_be_sent_back else {"send_back": "release"})
    if case.owner and not case.assignment and row.second == "claim":
        instead["claim"] = "hand_over"
    if not case.answerable(now):
        instead |= dict.fromkeys(_REPLIES, "claim" if case.waits else "")
    primary, second, *rest = (instead.get(word, word) for word in (row.primary, row.second, *row.menu))
    kept = dict.fromkeys(word for word in rest if word and word not in (primary, second))
    return Controls(primary, second, tuple(kept))


def _can_move(case: Case, now: datetime) -> bool:
    return case.owner is not None and any(not post.answered_alone for post in case.answerable(now).values())


def _leaves_private(case: Case, now: datetime) -> bool:
    """Return whether a reply goes to a public post although the card shows a private one, which takes none."""
    return case.latest.answered_alone and not usual_target(case, now).answered_alone


def _for_marketing(word: str) -> str:
    """Return *Escalate to service* in place of *Hand over*: the same window, by the name marketing knows."""
    return "escalate" if word == "hand_over" else word


def _pressable(case: Case, word: str, style: str, now: datetime) -> Iterator[Element]:
    label = _label(case, word, now)
    if word == "open_post":
        says = f"{label}: the post of case {case.number}"
        yield from link_button("open_post", label, case.latest.url, says=says, style=style)
    elif word:
        says = f"{SAYS.get(word, label)} case {case.number}"
        yield button(word, label, str(case.number), says=says, style=style)


def _label(case: Case, word: str, now: datetime) -> str:
    if word == "open_post":
        return f"Open on {title_of(case.latest.network)}"
    if word in _REPLIES and _leaves_private(case, now):
        return f"{LABELS[word]} in public"
    if word == "claim" and state_for(case, now) is CardState.GIVEN:
        return "Accept"
    if word == "release" and case.assignment:
        return "Give back"
    return LABELS.get(word, "")
