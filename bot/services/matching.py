"""Which case a post belongs to: one it names, one its author's or its conversation's earlier posts led to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.case import Case, Origin, Status
from bot.mention import Mention
from bot.routing import Route
from bot.store.tx import Tx


@dataclass(slots=True)
class PendingCase:
    """One case, or one about to be opened, and the posts this batch adds to it.

    `customers` are the accounts of whoever's matter it is, those that this batch brings included.
    """

    case: Case | None = None
    route: Route | None = None
    origin: Origin | None = None
    customers: list[str] = field(default_factory=list)
    posts: list[Mention] = field(default_factory=list)

    @property
    def latest_at(self) -> datetime:
        """When its customer wrote last, in this batch or before."""
        own = [post for post in self.posts if post.account in self.customers]
        return (own[-1] if own or not self.case else self.case.latest).posted_at

    def is_unverified(self, post: Mention) -> bool:
        """Whether a post came by a link or an address of the case, by somebody who is not known as its customer."""
        return self.case is not None and post.case == self.case.number and post.account not in self.customers

    @property
    def ignored(self) -> str:
        return (self.route.ignored or "") if self.route else ""


@dataclass(frozen=True, slots=True)
class CaseMatcher:
    """Where the posts of a batch may lead: cases they name, cases their authors and conversations led to before.

    `fellows` are the other accounts of people known by several; `takes` says whether a story still takes a post in its
    own conversation, `matcher` whether a link or an address leads a post to a case. `moved` are the trails this batch
    lays or moves, `before` where they led when it came.
    """

    named: Mapping[int, PendingCase]
    trails: dict[str, PendingCase]
    fellows: Mapping[str, tuple[str, ...]]
    takes: Callable[[PendingCase, Mention], bool]
    matcher: Callable[[Case, Mention], bool]
    before: Mapping[str, int]
    moved: dict[str, PendingCase] = field(default_factory=dict)

    def of(self, post: Mention) -> Iterator[tuple[PendingCase | None, bool]]:
        """The stories to try in turn, each with whether it takes an author's posts for a while only."""
        yield self._named(post), False
        for account in (post.account, *self.fellows.get(post.account, ())):
            pending = self.trails.get(author_trail(account))
            # Staff may have said since that the account is somebody else's.
            yield (pending if pending and account in pending.customers else None), True
        yield self.trails.get(conversation_trail(post)), False

    def last_case(self, account: str) -> tuple[int, bool] | None:
        """The number of an account's latest case, and whether it is open; 0 is one that this batch opens."""
        pending = self.trails.get(author_trail(account))
        if pending is None or pending.case is None:
            return (0, True) if pending else None
        return pending.case.number, pending.case.status is not Status.RESOLVED

    def begin(self, post: Mention, pending: PendingCase) -> None:
        """A story begins with this post: from now on its author leads there, by all their accounts. Of two transactions
        that begin one for the same person, or in the same conversation, the later one is a Clash."""
        pending.customers = [post.account, *self.fellows.get(post.account, ())]
        for account in pending.customers:
            self._lead(author_trail(account), pending)
        self._lead_conversation(post, pending)

    def join(self, post: Mention, pending: PendingCase) -> None:
        """A post joins a story: its author is the customer where the person is known as such. That it names the case
        does not make them so: links and addresses are passed on."""
        known = any(account in pending.customers for account in self.fellows.get(post.account, ()))
        if known and post.account not in pending.customers:
            pending.customers.append(post.account)
        if not pending.is_unverified(post):
            self._follow(post, pending)

    def _named(self, post: Mention) -> PendingCase | None:
        """The case a post names, unless it came by a link or an address of a stranger's that is good no more."""
        pending = self.named.get(post.case or 0)
        if pending is None or pending.case is None or post.account in pending.customers:
            return pending
        return pending if self.matcher(pending.case, post) else None

    def _follow(self, post: Mention, pending: PendingCase) -> None:
        """A customer's own post leads its author's next one here."""
        if post.account in pending.customers:
            self._lead(author_trail(post.account), pending)
        self._lead_conversation(post, pending)

    def _lead_conversation(self, post: Mention, pending: PendingCase) -> None:
        """The post's conversation leads here unless another case holds it that still takes posts: else a stranger's
        line would take it from the customer whose thread it is."""
        trail = conversation_trail(post)
        holder = self.trails.get(trail)
        if holder is None or not self.takes(holder, post):
            self._lead(trail, pending)

    def _lead(self, trail: str, pending: PendingCase) -> None:
        if self.trails.get(trail) is not pending:
            self.trails[trail] = self.moved[trail] = pending


def leads_of(
    tx: Tx,
    posts: Sequence[Mention],
    takes: Callable[[PendingCase, Mention], bool],
    matcher: Callable[[Case, Mention], bool],
) -> CaseMatcher:
    """What is known of where these posts belong."""
    fellows = tx.fellows([post.account for post in posts])
    accounts = [account for post in posts for account in (post.account, *fellows.get(post.account, ()))]
    led = tx.trails([*map(conversation_trail, posts), *map(author_trail, accounts)])
    cases = tx.cases(sorted({*led.values(), *(post.case for post in posts if post.case)}))
    stories = {number: PendingCase(case, customers=[*case.customers]) for number, case in cases.items()}
    trails = {trail: stories[number] for trail, number in led.items() if number in stories}
    return CaseMatcher(stories, trails, fellows, takes, matcher, led)


def conversation_trail(post: Mention) -> str:
    return f"{post.network}/conversation/{post.conversation}"


def author_trail(account: str) -> str:
    network, _, key = account.partition("/")
    return f"{network}/author/{key}"
