"""The same person by several accounts: proposed, said by staff to be so or not, and undone."""

from collections.abc import Sequence

from msgspec import Struct

from bot.case.handling_model import Match, Sameness
from bot.case.model import Ask, Case, Event, Refused


class Known(Struct, frozen=True):
    """What is known of a customer beside one case: all their accounts, and other cases, newest first (`more` are left
    out); among those may be cases of others that a post names.

    `unverified` are accounts that wrote by a link or an address of the case, and of which nobody on the staff said that
    they are the customer's: the link may stand in public.
    """

    accounts: frozenset[str] = frozenset()
    others: tuple[Case, ...] = ()
    more: int = 0
    unverified: frozenset[str] = frozenset()


NOBODY = Known()


def propose_same(
    case: Case, ask: Ask, *, account: str, other: str, names: tuple[str, str], of_case: int, why: str
) -> list[Event]:
    """Ask whether `account`, a customer of this case, and `other`, of case `of_case`, are one person's. Nothing is
    joined by it. `names` are what people call both, `why` what speaks for it, as words for staff."""
    if any({match.account, match.other} == {account, other} for match in case.matches):
        return []
    return [
        ask.event(
            "same_person_proposed",
            account=account,
            other=other,
            names=list(names),
            of_case=of_case,
            why=why,
        )
    ]


def say_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """A person says that match `number` is one person."""
    return _said(case, ask, number, Sameness.SAME, "same_person")


def say_not_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """A person says that it is not; it is not proposed again."""
    return _said(case, ask, number, Sameness.NOT, "not_same_person")


def undo_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """What was said of match `number` no longer counts: it is a question again."""
    match = _match(case, number)
    return [] if match.said is Sameness.ASKED else [ask.event("same_person_undone", match=number)]


def recognise(case: Case, ask: Ask, *, accounts: Sequence[str]) -> list[Event]:
    """These accounts are the customer's too."""
    new = [account for account in accounts if account not in case.customers]
    return [ask.event("recognised", accounts=new)] if new else []


def part(case: Case, ask: Ask, *, accounts: Sequence[str]) -> list[Event]:
    """These accounts are somebody else's."""
    gone = [account for account in accounts if account in case.accounts]
    return [ask.event("parted", accounts=gone)] if gone else []


def _said(case: Case, ask: Ask, number: int, said: Sameness, kind: str) -> list[Event]:
    match = _match(case, number)
    if match.said is said:
        return []
    if match.said is not Sameness.ASKED:
        raise Refused(
            f"<@{match.by}> has answered that already. *Undo* it first if it was wrong.", "answered"
        )
    return [ask.event(kind, match=number)]


def _match(case: Case, number: int) -> Match:
    found = next((match for match in case.matches if match.number == number), None)
    if found is None:
        raise Refused(f"Case #{case.number} has no such question. Look at the thread again.", "no_match")
    return found
