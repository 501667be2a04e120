"""A mention opens a case, or continues one; every post is accounted for, and once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial, reduce
from typing import cast

from msgspec.structs import replace

from bot.budget import Bill
from bot.case import Ask, Case, Event, Origin, Status, apply, join, open_case, opened
from bot.case.serialization import mention_from_text, mention_to_text
from bot.jobs.from_events import follow_ups
from bot.mention import Mention, dated, tidy
from bot.nlp import SentimentClassifier
from bot.routing import Route, Rules, choose, refreshed, reroute, with_hours
from bot.services.casebook import Done
from bot.services.edits import UNCHANGED, Changes, follow, retell_sample
from bot.services.matching import CaseMatcher, PendingCase, leads_of
from bot.services.rule_facts import BatchFacts
from bot.store import Change, IntakeOutcome, Outcome
from bot.store.store import Store
from bot.store.tx import Tx


class Intake:
    """Takes what the networks bring and what people hand in.

    `merge` is how long an author's further posts join the open case; `reopen` how long after its resolution a case
    takes further posts instead of a new one being opened. `classifier` tells rules how a post sounds. `links` is how
    long a link or an address of a case is good (of no length: always).
    """

    def __init__(
        self,
        store: Store,
        rules: Callable[[], Rules],
        *,
        merge: timedelta,
        reopen: timedelta,
        classifier: SentimentClassifier | None = None,
        links: timedelta = timedelta(),
    ) -> None:
        self.store = store
        self.rules = rules
        self.classifier = classifier or SentimentClassifier()
        self.merge = merge
        self.reopen = reopen
        self.links = links

    async def take(
        self,
        mentions: Iterable[Mention],
        at: datetime,
        *,
        source: str = "",
        cursor: str = "",
        bill: Bill | None = None,
        changes: Changes = UNCHANGED,
        account: str = "",
    ) -> list[IntakeOutcome]:
        """What became of each post not seen before, taken in one transaction: see `taking`."""
        return await self.store.transact(
            self.taking(
                mentions, at, source=source, cursor=cursor, bill=bill, changes=changes, account=account
            )
        )

    def taking(
        self,
        mentions: Iterable[Mention],
        at: datetime,
        *,
        source: str = "",
        cursor: str = "",
        bill: Bill | None = None,
        changes: Changes = UNCHANGED,
        account: str = "",
    ) -> Callable[[Tx], list[IntakeOutcome]]:
        """The work of taking posts; it returns what became of each not seen before. `account` is ours that they were
        written to, where none says.

        With `source`, its cursor moves in the same transaction; `bill`, what reading them cost, is counted in it, and
        `changes`, what is told of posts seen before, are followed.
        """
        posts = [dated(tidy(_addressed(mention, account)), at) for mention in mentions]

        def work(tx: Tx) -> list[IntakeOutcome]:
            seen = self._account_for(tx, posts, at)
            follow(tx, changes, at)
            if source:
                tx.move_cursor(source, cursor, at)
            if bill:
                tx.spend(bill, at)
            return seen

        return work

    async def escalate(
        self,
        mention: Mention,
        ask: Ask,
        *,
        team: str = "",
        url: str,
        reason: str,
        bill: Bill | None = None,
    ) -> Done:
        """A person hands in a post: it opens a case in their name; one already known leads to its case (`heard`).

        Without a team the rules choose; `bill`, what fetching the post cost, is counted. Raises UnknownTeam.
        """
        post, origin = dated(tidy(mention), ask.at), Origin(ask.by, url, reason)

        def work(tx: Tx) -> Done:
            done = self._hand_in(tx, post, ask, team, origin)
            if bill:
                tx.spend(bill, ask.at)
            return done

        return await self.store.transact(work)

    async def take_up(self, key: str, ask: Ask) -> Done | None:
        """A person wants an ignored post to be a case after all: marketing's, in their name.

        One that is a case by now leads there (`heard`); None for a post that is kept no longer.
        """

        def work(tx: Tx) -> Done | None:
            seen = tx.seen([key]).get(key)
            if seen is None or (seen.case is None and seen.body is None):
                return None
            if seen.case is not None:
                return Done(tx.known_case(seen.case), (), heard=True)
            post = mention_from_text(seen.body or "")
            origin = Origin(ask.by, post.url, f"it was ignored: {seen.why}")
            return self._hand_in(tx, post, ask, self.rules().marketing or "", origin)

        return await self.store.transact(work)

    def is_over(self, case: Case, at: datetime) -> bool:
        """Whether the case was resolved so long before `at` that it takes no further post."""
        if case.status is not Status.RESOLVED:
            return False
        # A window of no length is open at no time, not even for what was written before the end and came after.
        return not self.reopen or at - (case.resolved_at or case.opened_at) > self.reopen

    def _hand_in(self, tx: Tx, post: Mention, ask: Ask, team: str, origin: Origin) -> Done:
        known = tx.known([post.key])
        if (number := known.get(post.key)) is not None:
            return Done(tx.known_case(number), (), heard=True)
        matcher = leads_of(tx, [post], self._takes, partial(self._leads, ask.at))
        facts = self._facts(tx, [post], matcher, ask.at)
        route = _handed_in(facts, post, team, ask)
        pending = PendingCase(None, route, origin, posts=[post])
        matcher.begin(post, pending)
        facts.note(post, route)
        tx.keep_topics(facts.topics)
        change = _write(tx, [pending], matcher, facts.rules, ask.at, ask.by)[0]
        seen = IntakeOutcome(post.key, "opened", change.case.number, _why(pending), ask.at)
        if post.key in known:
            tx.reconsider(seen)
        else:
            tx.record([seen])
        retell_sample(tx, post.key, ask.at)
        return Done(change.case, change.events)

    def _account_for(self, tx: Tx, posts: Sequence[Mention], at: datetime) -> list[IntakeOutcome]:
        known = tx.known([post.key for post in posts])
        fresh = {post.key: post for post in posts if post.key not in known}
        matcher = leads_of(tx, list(fresh.values()), self._takes, partial(self._leads, at))
        stories = self._sort(tx, matcher, list(fresh.values()), at)
        told = [pending for pending in stories if not pending.ignored]
        changes = _write(tx, told, matcher, self.rules(), at)
        seen = [s for pending, change in zip(told, changes, strict=True) for s in _taken(pending, change, at)]
        seen += [_ignored(pending, at) for pending in stories if pending.ignored]
        tx.record(seen)
        return seen

    def _sort(
        self, tx: Tx, matcher: CaseMatcher, posts: Sequence[Mention], at: datetime
    ) -> list[PendingCase]:
        """The stories these posts continue or begin, in the order of their first post here."""
        facts = self._facts(tx, posts, matcher, at)
        found: dict[int, PendingCase] = {}
        for post in posts:
            pending = self._continued(matcher, post) or _begun(matcher, facts, post)
            pending.posts.append(post)
            found[id(pending)] = pending
        tx.keep_topics(facts.topics)
        return list(found.values())

    def _facts(self, tx: Tx, posts: Sequence[Mention], matcher: CaseMatcher, at: datetime) -> BatchFacts:
        return BatchFacts(tx, self.rules(), self.classifier, at, posts, matcher.fellows, matcher.last_case)

    def _continued(self, matcher: CaseMatcher, post: Mention) -> PendingCase | None:
        for pending, for_a_while in matcher.of(post):
            if pending and self._takes(pending, post, self.merge if for_a_while else None):
                matcher.join(post, pending)
                return pending
        return None

    def _leads(self, at: datetime, case: Case, post: Mention) -> bool:
        """Whether the link or the address that a post came by leads to the case at `at`."""
        return post.link_made_at is None or case.takes_link(post.link_made_at, at, self.links)

    def _takes(self, pending: PendingCase, post: Mention, open_for: timedelta | None = None) -> bool:
        case = pending.case
        if case and case.status is Status.RESOLVED:
            return not self.is_over(case, post.posted_at)
        return open_for is None or post.posted_at - pending.latest_at <= open_for


def _begun(matcher: CaseMatcher, facts: BatchFacts, post: Mention) -> PendingCase:
    route = with_hours(facts.rules, choose(facts.rules, post, facts), post, facts.at)
    pending = PendingCase(route=route)
    if not pending.ignored:
        matcher.begin(post, pending)
        facts.note(post, route)
    return pending


def _addressed(mention: Mention, account: str) -> Mention:
    return replace(mention, to_account=account) if account and not mention.to_account else mention


def _handed_in(facts: BatchFacts, post: Mention, team: str, ask: Ask) -> Route:
    """Where a post goes that somebody asks us to look at: never nowhere, and not back to marketing unasked."""
    rules = facts.rules
    chosen = choose(rules, post, facts)
    if not team and chosen.team != rules.marketing:
        return with_hours(rules, replace(chosen, ignored=None), post, ask.at)
    route = reroute(rules, team or rules.service, chosen, f"escalated by <@{ask.by}>")
    # Who names a team means it, whatever the hour.
    return with_hours(rules, route, post, None if team else ask.at)


def _write(
    tx: Tx, stories: Sequence[PendingCase], matcher: CaseMatcher, rules: Rules, at: datetime, by: str = ""
) -> list[Change]:
    """Append every story's events, case by case, and lead later posts there."""
    numbers = iter(tx.next_numbers(sum(1 for pending in stories if pending.case is None)))
    changes = [_change(pending, rules, at, by, numbers.__next__) for pending in stories]
    tx.save(changes)
    numbered = {id(pending): change.case.number for pending, change in zip(stories, changes, strict=True)}
    tx.lead({trail: numbered[id(pending)] for trail, pending in matcher.moved.items()}, matcher.before)
    return changes


def _change(
    pending: PendingCase, rules: Rules, at: datetime, by: str, next_number: Callable[[], int]
) -> Change:
    case = pending.case
    events: list[Event] = []
    for post in pending.posts:
        ask = Ask(by or post.network, at, post.key)
        version = case.version if case else 0
        if case is None:
            assert pending.route is not None
            events.append(open_case(ask, post, pending.route, pending.origin, pending.customers[1:]))
            case = opened(next_number(), events[0], post, pending.route, pending.origin)
        else:
            known = post.account in pending.customers and post.account not in case.customers
            taken = replace(post, unverified=True) if pending.is_unverified(post) else post
            reopens = case.status is Status.RESOLVED
            route = refreshed(rules, case.route, case.first) if reopens else None
            joined = join(case, ask, mention=taken, same_person=known, route=route)
            further = [replace(e, number=version + place) for place, e in enumerate(joined, start=1)]
            case = reduce(apply, further, case)
            events += further
    assert case is not None
    return Change(pending.case.version if pending.case else 0, case, tuple(events), follow_ups(case, events))


def _taken(pending: PendingCase, change: Change, at: datetime) -> list[IntakeOutcome]:
    taken = [event for event in change.events if "mention" in event.data]
    return [
        IntakeOutcome(post.key, cast(Outcome, event.kind), change.case.number, _why(pending), at)
        for post, event in zip(pending.posts, taken, strict=True)
    ]


def _ignored(pending: PendingCase, at: datetime) -> IntakeOutcome:
    post = pending.posts[0]
    return IntakeOutcome(post.key, "ignored", None, pending.ignored, at, mention_to_text(post))


def _why(pending: PendingCase) -> str:
    return pending.route.why if pending.route else "continues the case"
