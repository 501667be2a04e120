"""Senders who write by a link or address of a case: accepted as its customer by staff, or not; links revoked."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from bot.case.model import ACCOUNTS_KEPT, Ask, Case, Event, Refused
from bot.case.questions import asking, with_post
from bot.case.serialization import mention_from_json
from bot.case.verbs.resolve import reopen
from bot.case.verbs.snooze import woken
from bot.mention import Mention
from bot.routing import Route


def sender_of(case: Case, event: Event | None) -> Mention:
    """Return the post of an unverified sender that an event brought. Raise Refused when it brought none."""
    post = mention_from_json(event.data["mention"]) if event and "mention" in event.data else None
    if post is None or not post.unverified:
        raise Refused(f"Case #{case.number} has no such message. Check the thread again.", "no_sender")
    return post


def accept_sender(
    case: Case, ask: Ask, *, account: str, shown: Sequence[int], route: Route | None = None
) -> list[Event]:
    """Accept an unverified sender as the customer; `shown` are the events whose messages show it.

    As with a customer's post, a snooze ends, and a resolved case reopens on `route`.
    """
    if account in case.customers:
        return []
    return [
        *reopen(case, ask, route=route),
        *woken(case, ask, "customer"),
        ask.event("sender_accepted", account=account, shown=list(shown)),
    ]


def undo_sender(case: Case, ask: Ask, *, account: str, shown: Sequence[int]) -> list[Event]:
    """Undo the acceptance of a sender."""
    if account not in case.accepted:
        return []
    return [ask.event("sender_undone", account=account, shown=list(shown))]


def revoke_links(case: Case, ask: Ask) -> list[Event]:
    """Revoke every link and address of the case issued so far."""
    return [ask.event("links_revoked")]


def _accepted(case: Case, event: Event) -> Case:
    """Add the sender's posts since the last answer to the customer's question, or open one with them."""
    account = event.data["account"]
    theirs = replace(
        case,
        accounts=(*case.accounts, account)[-ACCOUNTS_KEPT:],
        accepted=(*case.accepted, account)[-ACCOUNTS_KEPT:],
        turn=case.turn + 1,
    )
    for post in _unanswered(case, account):
        theirs = with_post(theirs, post, event.number, event.at)
    return theirs


def _undone(case: Case, event: Event) -> Case:
    account = event.data["account"]
    without = replace(
        case,
        accounts=tuple(each for each in case.accounts if each != account),
        accepted=tuple(each for each in case.accepted if each != account),
        turn=case.turn + 1,
    )
    strangers = {post.key for post in case.mentions if case.is_own(post) and not without.is_own(post)}
    return asking(without, [asked for asked in case.question if asked.key not in strangers])


def _revoked(case: Case, event: Event) -> Case:
    return replace(case, links_revoked_at=event.at)


def _unanswered(case: Case, account: str) -> Iterator[Mention]:
    """Yield the existing posts of an unverified sender that came after the last answer."""
    for post in case.mentions:
        is_theirs = post.account == account and case.is_unverified(post) and not post.gone
        if is_theirs and (case.answered_at is None or post.posted_at > case.answered_at):
            yield post


CHANGES: dict[str, Callable[[Case, Event], Case]] = {
    "sender_accepted": _accepted,
    "sender_undone": _undone,
    "links_revoked": _revoked,
}
