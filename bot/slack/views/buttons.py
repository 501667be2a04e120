"""The buttons of a card: frequent actions as buttons, rare ones in menus."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.case import Case, Status
from bot.slack.views.blocks import Element, button, link_button, menu, title_of
from bot.slack.views.inputs import option

MENU = 5


def card_buttons(
    case: Case, *, marketing: bool, private: bool, sentiment: bool, now: datetime
) -> Iterator[Element]:
    """Yield the buttons that make sense now.

    A button's value is the case number and no more: rights are read from the case. `marketing`: the card can
    escalate. `private`: the conversation can move to private. `sentiment`: it can be corrected.
    """
    if case.stuck:
        yield _button(case, "unstick", "Retry", "Retry what failed in")
    if case.status is Status.RESOLVED:
        yield _button(case, "reopen", "Reopen")
        return
    yield from _ownership_buttons(case)
    yield from _reply_buttons(case, now)
    if private and case.owner and _public_answerable(case, now):
        yield _button(case, "take_private", "Move to private")
    yield _button(case, "hand_over", "Hand over")
    if marketing:
        yield _button(case, "escalate", "Escalate to service")
    yield _button(case, "resolve", "Resolve")
    yield from _menus(case, sentiment=sentiment)


def must_answer_by_hand(case: Case, now: datetime) -> bool:
    """Return whether no network accepts a reply at `now`."""
    return case.status is not Status.RESOLVED and not case.answerable(now)


def _ownership_buttons(case: Case) -> Iterator[Element]:
    """Yield the buttons to unsnooze, claim, accept or send back."""
    if case.snooze:
        yield _button(case, "wake", "Unsnooze")
    if case.waits:
        is_given = case.can_be_sent_back or case.assignment
        yield _button(case, "claim", "Accept" if is_given else "Claim", style="primary")
    if case.can_be_sent_back:
        yield _button(case, "send_back", "Send back")


def _reply_buttons(case: Case, now: datetime) -> Iterator[Element]:
    if case.withdrawn:
        return
    if must_answer_by_hand(case, now):
        label = f"Open on {title_of(case.latest.network)}"
        yield from link_button(
            "open_post", label, case.latest.url, says=f"{label}: the post of case {case.number}"
        )
        yield _button(case, "mark_answered", "Mark answered")
    elif case.owner:
        yield _button(case, "reply", "Reply", style="primary")


def _public_answerable(case: Case, now: datetime) -> bool:
    return any(not post.answered_alone for post in case.answerable(now).values())


def _menus(case: Case, *, sentiment: bool) -> Iterator[Element]:
    """Yield the rarer actions in menus of five options each, which is Slack's limit."""
    actions_left = [] if case.snooze else [("snooze", "Snooze")]
    if case.owner:
        actions_left += [
            ("ask_guidance", "Ask for guidance"),
            ("release", "Release"),
            ("ask_take_over", "Take over"),
        ]
    if sentiment:
        actions_left.append(("change_sentiment", "Change sentiment"))
    actions_left.append(("why", "Why here?"))
    if any(post.case == case.number for post in case.mentions):
        actions_left.append(("revoke_links", "Revoke links"))
    # Slack's overflow menus accept five options (https://docs.slack.dev/reference/block-kit/block-elements).
    for start in range(0, len(actions_left), MENU):
        yield _menu(case, actions_left[start : start + MENU], place=start // MENU)


def _menu(case: Case, actions_left: Sequence[tuple[str, str]], place: int) -> Element:
    """Return a menu, or a plain button for a single action, which a menu would only hide."""
    if len(actions_left) == 1:
        return _button(case, *actions_left[0])
    return menu(f"more_{place}", [option(label, f"{word} {case.number}") for word, label in actions_left])


def _button(case: Case, word: str, label: str, says: str = "", style: str = "") -> Element:
    return button(word, label, str(case.number), says=f"{says or label} case {case.number}", style=style)
