"""A customer's identity across cases and networks: proposed by Baton, decided by people, one transaction each."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Known,
    Refused,
    Sameness,
    accept_sender,
    confirm_same,
    link_accounts,
    propose_same,
    reject_same,
    sender_of,
    undo_same,
    undo_sender,
    unlink_accounts,
)
from bot.case.serialization import mention_from_json
from bot.mention import Mention
from bot.routing import Route
from bot.services.casebook import Done, do
from bot.services.matching import author_key, conversation_key
from bot.services.profile_links import addresses_of
from bot.store.store import Store
from bot.store.tx import Tx

CASES_SHOWN = 5
CASES_CHANGED = 20
# Messages of an unverified sender that are redrawn once staff accept them.
SHOWN_AGAIN = 20
# A profile can list ten pages of other people; nobody wants to answer ten questions.
ASKED_AT_ONCE = 3
VERBS = {Sameness.SAME: confirm_same, Sameness.NOT: reject_same, Sameness.ASKED: undo_same}


class Identities:
    """Decisions of staff about customers and their accounts."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def known(self, case: Case) -> Known:
        """Return the customer's accounts and other cases."""
        return await self.store.transact(lambda tx: known(tx, case))

    async def propose(self, number: int, other: int, ask: Ask) -> Done:
        """Ask in the thread of case `number` whether its customer is that of case `other`.

        Raise Refused when that is known already, or when there is no such case.
        """
        return await self.store.transact(lambda tx: _propose_by_hand(tx, number, other, ask))

    async def say(self, number: int, match: int, said: Sameness, ask: Ask) -> Done:
        """Decide match `match`: the same person, different people, or (ASKED) open again.

        Raise Refused when there is no such match, or when it was decided otherwise.
        """
        return await self.store.transact(lambda tx: _say(tx, number, match, said, ask))

    async def accept_sender(self, number: int, event: int, route: Route, ask: Ask) -> Done:
        """Accept the author of the post of `event`, who wrote by a link or address of the case, as its customer.

        A resolved case reopens on `route`. Raise Refused when the event brought no such post.
        """
        return await self.store.transact(lambda tx: _accept(tx, number, event, route, ask))

    async def undo_sender(self, number: int, event: int, ask: Ask) -> Done:
        """Undo the acceptance of a sender. Raise Refused when the event brought no such post."""
        return await self.store.transact(lambda tx: _undo_sender(tx, number, event, ask))


def _accept(tx: Tx, number: int, event: int, route: Route | None, ask: Ask) -> Done:
    """Accept a sender; their next posts lead here, but a conversation that leads to another case keeps doing so."""
    account, posts = _sender(tx, number, event)
    done = do(tx, number, ask, accept_sender, account=account, shown=list(posts), route=route)
    if done.events:
        correlation_keys = {author_key(account), *map(conversation_key, posts.values())}
        before = tx.correlation_keys(correlation_keys)
        tx.lead(
            {
                trail: number
                for trail in correlation_keys
                if trail not in before or trail == author_key(account)
            },
            before,
        )
    return done


def _undo_sender(tx: Tx, number: int, event: int, ask: Ask) -> Done:
    account, posts = _sender(tx, number, event)
    done = do(tx, number, ask, undo_sender, account=account, shown=list(posts))
    if done.events:
        # Staff may have linked this account to the customer in another thread; that remains valid.
        _update_accounts(tx, done.case, ask)
    return done


def _sender(tx: Tx, number: int, event: int) -> tuple[str, dict[int, Mention]]:
    """Return the account whose post an event brought, and their latest unverified posts by event number."""
    account = sender_of(_case(tx, number), tx.event(number, event)).account
    brought = {
        each.number: mention_from_json(each.data["mention"])
        for each in tx.event_log(number)
        if "mention" in each.data
    }
    theirs = {at: post for at, post in brought.items() if post.account == account and post.unverified}
    return account, dict(list(theirs.items())[-SHOWN_AGAIN:])


def known(tx: Tx, case: Case) -> Known:
    """Return a customer's accounts and other cases: those of any of their accounts, and those that posts name."""
    person = _person(tx, _verified(tx, case))
    of_person = tx.cases_of(person)
    named = {post.case for post in case.mentions if post.case}
    others = sorted({*of_person, *named} - {case.number}, reverse=True)
    found = tx.cases(others[:CASES_SHOWN])
    shown = tuple(found[number] for number in others[:CASES_SHOWN] if number in found)
    return Known(frozenset(person), shown, max(0, len(others) - CASES_SHOWN), _unverified(tx, case))


def link_identities(tx: Tx, number: int, ask: Ask) -> None:
    """Store the case's customer and the addresses they give, and propose possible matches."""
    case = tx.case(number)
    if case is None:
        return
    tx.keep_customers(number, _verified(tx, case))
    posts = {post.account: post for post in case.mentions if case.is_own(post) and not post.gone}
    found: list[tuple[Mention, str, str]] = []
    for post in posts.values():
        tx.keep_addresses(post.account, addresses_of(post))
        found += [(post, other, address) for other, address in _sharing_an_address(tx, post)]
    for post, other, address in found[:ASKED_AT_ONCE]:
        if place := _post_of(tx, other):
            request = replace(ask, request=f"{ask.request}/{other}")
            _propose(tx, case, post, *place, f"both give {address.removeprefix('mailto:')}", request)


def _sharing_an_address(tx: Tx, post: Mention) -> Iterator[tuple[str, str]]:
    """Yield accounts to ask about, each with an address shared with this post's author.

    For one of the two the address must be its own, not just a link in a profile.
    """
    account, addresses = post.account, addresses_of(post)
    seen = {account, *tx.linked_accounts([account]).get(account, ())}
    for address, other, own in tx.found_at(addresses):
        if other not in seen and (own or addresses[address]) and tx.said_of(account, other) is None:
            seen.add(other)
            yield other, address


def _post_of(tx: Tx, account: str) -> tuple[int, Mention] | None:
    """Return the latest case of an account, and one of its posts there."""
    cases = tx.cases(tx.cases_of([account])[:1])
    found = [
        (number, post) for number, case in cases.items() for post in case.mentions if post.account == account
    ]
    return found[-1] if found else None


def _propose_by_hand(tx: Tx, number: int, other: int, ask: Ask) -> Done:
    case, elsewhere = _case(tx, number), _case(tx, other)
    post, theirs = case.first, elsewhere.first
    if theirs.account in _person(tx, _verified(tx, case)):
        raise Refused(f"#{number} and #{other} already belong to the same customer.", "known")
    if tx.said_of(post.account, theirs.account) is Sameness.NOT:
        raise Refused(
            "A colleague decided that they are different people. If that was wrong, *Undo* it there.",
            "not_same",
        )
    return _propose(tx, case, post, other, theirs, "", ask)


def _propose(tx: Tx, case: Case, post: Mention, of_case: int, theirs: Mention, why: str, ask: Ask) -> Done:
    done = do(
        tx,
        case.number,
        ask,
        propose_same,
        account=post.account,
        other=theirs.account,
        names=(_called(post), _called(theirs)),
        of_case=of_case,
        why=why,
    )
    if done.events:
        tx.say_of(post.account, theirs.account, Sameness.ASKED, case.number)
    return done


def _say(tx: Tx, number: int, match: int, said: Sameness, ask: Ask) -> Done:
    done = do(tx, number, ask, VERBS[said], number=match)
    if done.events:
        about = next(each for each in done.case.matches if each.number == match)
        before = _person(tx, (about.account, about.other))
        tx.say_of(about.account, about.other, said, number)
        concerned = _person(tx, before)
        tx.keep_customers(about.of_case, [about.other])
        for case in tx.cases(sorted(tx.cases_of(concerned)[:CASES_CHANGED])).values():
            _update_accounts(tx, case, ask)
    return done


def _update_accounts(tx: Tx, case: Case, ask: Ask) -> None:
    """Link and unlink accounts of a case's customer, after a decision.

    Accepted senders stay linked, as do authors whose link or address was proof enough.
    """
    person = _person(tx, [case.first.account, *case.accepted])
    by_link = {post.account for post in case.mentions if post.case == case.number}
    strangers = [account for account in case.accounts if account not in {*person, *by_link}]
    request = f"{ask.request}/{case.number}"
    do(tx, case.number, Ask(ask.by, ask.at, f"{request}/known"), link_accounts, accounts=sorted(person))
    do(tx, case.number, Ask(ask.by, ask.at, f"{request}/parted"), unlink_accounts, accounts=strangers)


def _unverified(tx: Tx, case: Case) -> frozenset[str]:
    """Return accounts that wrote by a link or address of the case and that staff did not confirm.

    Earlier versions counted them as the customer's.
    """
    senders = frozenset(p.account for p in case.mentions if case.is_unverified(p) and not p.gone)
    return senders | (frozenset(case.accounts) - _person(tx, [case.first.account, *case.accepted]))


def _verified(tx: Tx, case: Case) -> list[str]:
    """Return the customer's accounts, without unverified ones."""
    unverified = _unverified(tx, case)
    return [account for account in case.customers if account not in unverified]


def _person(tx: Tx, accounts: Iterable[str]) -> set[str]:
    """Return these accounts with all linked ones."""
    own = set(accounts)
    return own.union(*tx.linked_accounts(own).values())


def _called(post: Mention) -> str:
    """Return an account's display name."""
    author = post.author
    return (
        author.handle
        if author.name in ("", author.handle)
        else f"{author.name} @{author.handle.removeprefix('@')}"
    )


def _case(tx: Tx, number: int) -> Case:
    case = tx.case(number)
    if case is None:
        raise Refused(
            f"There is no case #{number}. Use the number of the other case, as in `same 1023`.", "no_case"
        )
    return case
