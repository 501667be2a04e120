"""Identity matches: two accounts proposed as one person, confirmed or rejected by staff, and undone."""

from collections.abc import Sequence

from msgspec import Struct

from bot.case.handling_model import Match, Sameness
from bot.case.model import Ask, Case, Event, Refused


class Known(Struct, frozen=True):
    """A customer's accounts and other cases, newest first.

    The other cases may include cases of other people that a post names.
    """

    accounts: frozenset[str] = frozenset()
    others: tuple[Case, ...] = ()
    #: Count of other cases that were left out.
    more: int = 0
    #: Accounts that wrote by a link or address of the case, and that staff did not confirm. The link may be in public.
    unverified: frozenset[str] = frozenset()


NOBODY = Known()


def propose_same(
    case: Case, ask: Ask, *, account: str, other: str, names: tuple[str, str], of_case: int, why: str
) -> list[Event]:
    """Ask whether `account`, a customer of this case, and `other`, of case `of_case`, are one person.

    Nothing is linked yet. `names` are the display names of both, `why` the evidence, in words for staff.
    """
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


def confirm_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Confirm that match `number` is one person. Raise Refused when it was decided otherwise."""
    return _decided(case, ask, number, Sameness.SAME, "same_person")


def reject_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Reject match `number`, which is then never proposed again. Raise Refused when it was decided otherwise."""
    return _decided(case, ask, number, Sameness.NOT, "not_same_person")


def undo_same(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Undo the decision about match `number`, so that it is open again. Raise Refused when there is no such match."""
    match = _match(case, number)
    return [] if match.said is Sameness.ASKED else [ask.event("same_person_undone", match=number)]


def link_accounts(case: Case, ask: Ask, *, accounts: Sequence[str]) -> list[Event]:
    """Link these accounts to the customer."""
    new = [account for account in accounts if account not in case.customers]
    return [ask.event("recognised", accounts=new)] if new else []


def unlink_accounts(case: Case, ask: Ask, *, accounts: Sequence[str]) -> list[Event]:
    """Unlink these accounts from the customer."""
    gone = [account for account in accounts if account in case.accounts]
    return [ask.event("parted", accounts=gone)] if gone else []


def _decided(case: Case, ask: Ask, number: int, said: Sameness, kind: str) -> list[Event]:
    match = _match(case, number)
    if match.said is said:
        return []
    if match.said is not Sameness.ASKED:
        raise Refused(f"<@{match.by}> has already decided this. *Undo* it first if it was wrong.", "answered")
    return [ask.event(kind, match=number)]


def _match(case: Case, number: int) -> Match:
    found = next((match for match in case.matches if match.number == number), None)
    if found is None:
        raise Refused(f"Case #{case.number} has no such question. Check the thread again.", "no_match")
    return found
