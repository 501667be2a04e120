"""Matching of posts to cases: by the case a post names, its author's earlier posts, or its conversation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.case import Case, Origin, Status
from bot.case.source import SourceThread
from bot.mention import Mention
from bot.routing import Route
from bot.store.tx import Tx


@dataclass(slots=True)
class PendingCase:
    """A case, existing or about to be opened, and the posts this batch adds to it.

    `customers` are the customer's accounts, with those that this batch adds. `source` is where someone escalated it.
    """

    case: Case | None = None
    route: Route | None = None
    origin: Origin | None = None
    customers: list[str] = field(default_factory=list)
    posts: list[Mention] = field(default_factory=list)
    source: SourceThread | None = None

    @property
    def latest_at(self) -> datetime:
        """Return when the customer wrote last, in this batch or before."""
        own = [post for post in self.posts if post.account in self.customers]
        return (own[-1] if own or not self.case else self.case.latest).posted_at

    def is_unverified(self, post: Mention) -> bool:
        """Return true for a post that came by a link or address of the case from an unknown account."""
        return self.case is not None and post.case == self.case.number and post.account not in self.customers

    @property
    def ignored(self) -> str:
        """Return the reason the post is ignored; empty for a case."""
        return (self.route.ignored or "") if self.route else ""


@dataclass(frozen=True, slots=True)
class CaseMatcher:
    """The cases that the posts of a batch may belong to."""

    #: Cases by number, for posts that name one.
    named: Mapping[int, PendingCase]
    #: Cases by correlation key: an author or a conversation.
    correlation_keys: dict[str, PendingCase]
    #: Linked accounts of people with several.
    linked_accounts: Mapping[str, tuple[str, ...]]
    #: Returns true when a case still accepts a post in its own conversation.
    takes: Callable[[PendingCase, Mention], bool]
    #: Returns true when a post's link or address still leads to the case.
    matcher: Callable[[Case, Mention], bool]
    #: Case number by key when the batch arrived.
    before: Mapping[str, int]
    #: Keys that this batch adds or moves.
    moved: dict[str, PendingCase] = field(default_factory=dict)

    def of(self, post: Mention) -> Iterator[tuple[PendingCase | None, bool]]:
        """Yield the cases to try in turn, each with true when it accepts posts only for the merge window."""
        yield self._named(post), False
        for account in (post.account, *self.linked_accounts.get(post.account, ())):
            pending = self.correlation_keys.get(author_key(account))
            # Staff may have unlinked the account since.
            yield (pending if pending and account in pending.customers else None), True
        yield self.correlation_keys.get(conversation_key(post)), False

    def last_case(self, account: str) -> tuple[int, bool] | None:
        """Return the number of an account's latest case and true when it is open; 0 is one that this batch opens."""
        pending = self.correlation_keys.get(author_key(account))
        if pending is None or pending.case is None:
            return (0, True) if pending else None
        return pending.case.number, pending.case.status is not Status.RESOLVED

    def begin(self, post: Mention, pending: PendingCase) -> None:
        """Begin a case with this post; its author's next posts lead there, from all their accounts.

        If two transactions begin one for the same person or conversation, the later one is a Clash.
        """
        pending.customers = [post.account, *self.linked_accounts.get(post.account, ())]
        for account in pending.customers:
            self._lead(author_key(account), pending)
        self._lead_conversation(post, pending)

    def join(self, post: Mention, pending: PendingCase) -> None:
        """Add a post to a case; its author becomes a customer only when they are a linked account.

        A post that names the case proves nothing, as links and addresses are passed on.
        """
        known = any(account in pending.customers for account in self.linked_accounts.get(post.account, ()))
        if known and post.account not in pending.customers:
            pending.customers.append(post.account)
        if not pending.is_unverified(post):
            self._follow(post, pending)

    def _named(self, post: Mention) -> PendingCase | None:
        """Return the case a post names, unless a stranger's link or address has expired."""
        pending = self.named.get(post.case or 0)
        if pending is None or pending.case is None or post.account in pending.customers:
            return pending
        return pending if self.matcher(pending.case, post) else None

    def _follow(self, post: Mention, pending: PendingCase) -> None:
        """Lead the author's next post here, if this is the customer's."""
        if post.account in pending.customers:
            self._lead(author_key(post.account), pending)
        self._lead_conversation(post, pending)

    def _lead_conversation(self, post: Mention, pending: PendingCase) -> None:
        """Lead the conversation here, unless another open case has it.

        Otherwise one line of a stranger would take it from the customer whose thread it is.
        """
        trail = conversation_key(post)
        holder = self.correlation_keys.get(trail)
        if holder is None or not self.takes(holder, post):
            self._lead(trail, pending)

    def _lead(self, trail: str, pending: PendingCase) -> None:
        if self.correlation_keys.get(trail) is not pending:
            self.correlation_keys[trail] = self.moved[trail] = pending


def match_posts(
    tx: Tx,
    posts: Sequence[Mention],
    takes: Callable[[PendingCase, Mention], bool],
    matcher: Callable[[Case, Mention], bool],
) -> CaseMatcher:
    """Build the matcher of a batch from what the store knows of its authors and conversations."""
    linked_accounts = tx.linked_accounts([post.account for post in posts])
    accounts = [
        account for post in posts for account in (post.account, *linked_accounts.get(post.account, ()))
    ]
    led = tx.correlation_keys([*map(conversation_key, posts), *map(author_key, accounts)])
    cases = tx.cases(sorted({*led.values(), *(post.case for post in posts if post.case)}))
    stories = {number: PendingCase(case, customers=[*case.customers]) for number, case in cases.items()}
    correlation_keys = {trail: stories[number] for trail, number in led.items() if number in stories}
    return CaseMatcher(
        named=stories,
        correlation_keys=correlation_keys,
        linked_accounts=linked_accounts,
        takes=takes,
        matcher=matcher,
        before=led,
    )


def conversation_key(post: Mention) -> str:
    """Return the correlation key of a post's conversation."""
    return f"{post.network}/conversation/{post.conversation}"


def author_key(account: str) -> str:
    """Return the correlation key of an author's account."""
    network, _, key = account.partition("/")
    return f"{network}/author/{key}"
