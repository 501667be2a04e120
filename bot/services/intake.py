"""Intake of posts: each opens a case, continues one or is ignored, and is recorded exactly once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial, reduce
from typing import cast

from msgspec.structs import replace

from bot.budget import Bill
from bot.case import Ask, Case, Event, Origin, Status, apply, join, open_case, opened
from bot.case.serialization import mention_from_text, mention_to_text
from bot.case.source import SourceThread
from bot.jobs.from_events import jobs_for
from bot.mention import Mention, dated, tidy
from bot.nlp import SentimentClassifier
from bot.routing import Route, Rules, choose, refreshed, reroute, with_hours
from bot.services.casebook import Done
from bot.services.edits import UNCHANGED, Changes, apply_changes, update_sample
from bot.services.matching import CaseMatcher, PendingCase, match_posts
from bot.services.rule_facts import BatchFacts
from bot.store import Change, IntakeOutcome, Outcome
from bot.store.store import Store
from bot.store.tx import Tx


class Intake:
    """Intake of posts from networks and of posts that people escalate.

    An author's posts join their open case for `merge`. A resolved case accepts more posts for `reopen`; later ones open
    a new case. `classifier` detects the sentiment for rules. `links` is the lifetime of a case's links and addresses
    (zero: unlimited).
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
        """Ingest posts in one transaction and return the outcome of each new one: see `taking`."""
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
        """Return the work that ingests posts and returns the outcome of each new one.

        `account` is our account they were written to, if they do not say. With `source`, its cursor moves in the same
        transaction. `bill` counts the cost of reading, and `changes` to earlier posts are applied.
        """
        posts = [dated(tidy(_addressed(mention, account)), at) for mention in mentions]

        def work(tx: Tx) -> list[IntakeOutcome]:
            seen = self._account_for(tx, posts, at)
            apply_changes(tx, changes, at)
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
        source: SourceThread | None = None,
        bill: Bill | None = None,
    ) -> Done:
        """Open a case for a post that a person escalates; a known post leads to its case (`heard`).

        Without a team the rules choose. `source` is the thread that shows the progress, `bill` the cost of fetching the
        post. Raise UnknownTeam for a team that the rules do not have.
        """
        post, origin = dated(tidy(mention), ask.at), Origin(ask.by, url, reason)

        def work(tx: Tx) -> Done:
            done = self._hand_in(tx, post, ask, team, origin, source)
            if bill:
                tx.spend(bill, ask.at)
            return done

        return await self.store.transact(work)

    async def take_up(self, key: str, ask: Ask) -> Done | None:
        """Open a case for an ignored post on request: marketing's, in the requester's name.

        A post that has a case by now leads there (`heard`); None for one that is no longer stored.
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
        """Return true when the case was resolved too long before `at` to accept another post."""
        if case.status is not Status.RESOLVED:
            return False
        # A zero window never reopens, even for posts written before the resolution that arrive after it.
        return not self.reopen or at - (case.resolved_at or case.opened_at) > self.reopen

    def _hand_in(
        self, tx: Tx, post: Mention, ask: Ask, team: str, origin: Origin, source: SourceThread | None = None
    ) -> Done:
        known = tx.known([post.key])
        if (number := known.get(post.key)) is not None:
            return Done(tx.known_case(number), (), heard=True)
        matcher = match_posts(tx, [post], self._takes, partial(self._leads, ask.at))
        facts = self._facts(tx, [post], matcher, ask.at)
        route = _handed_in(facts, post, team, ask)
        pending = PendingCase(None, route, origin, posts=[post], source=source)
        matcher.begin(post, pending)
        facts.note(post, route)
        tx.keep_topics(facts.topics)
        change = _write(tx, [pending], matcher, facts.rules, ask.at, ask.by)[0]
        seen = IntakeOutcome(
            key=post.key, outcome="opened", case=change.case.number, why=_why(pending), at=ask.at
        )
        if post.key in known:
            tx.reconsider(seen)
        else:
            tx.record([seen])
        update_sample(tx, post.key, ask.at)
        return Done(change.case, change.events)

    def _account_for(self, tx: Tx, posts: Sequence[Mention], at: datetime) -> list[IntakeOutcome]:
        known = tx.known([post.key for post in posts])
        fresh = {post.key: post for post in posts if post.key not in known}
        matcher = match_posts(tx, list(fresh.values()), self._takes, partial(self._leads, at))
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
        """Return the cases, existing or new, that these posts belong to, in order of their first post here."""
        facts = self._facts(tx, posts, matcher, at)
        found: dict[int, PendingCase] = {}
        for post in posts:
            pending = self._continued(matcher, post) or _begun(matcher, facts, post)
            pending.posts.append(post)
            found[id(pending)] = pending
        tx.keep_topics(facts.topics)
        return list(found.values())

    def _facts(self, tx: Tx, posts: Sequence[Mention], matcher: CaseMatcher, at: datetime) -> BatchFacts:
        return BatchFacts(
            tx=tx,
            rules=self.rules(),
            classifier=self.classifier,
            at=at,
            posts=posts,
            linked_accounts=matcher.linked_accounts,
            last_case=matcher.last_case,
        )

    def _continued(self, matcher: CaseMatcher, post: Mention) -> PendingCase | None:
        for pending, for_a_while in matcher.of(post):
            if pending and self._takes(pending, post, self.merge if for_a_while else None):
                matcher.join(post, pending)
                return pending
        return None

    def _leads(self, at: datetime, case: Case, post: Mention) -> bool:
        """Return true when the link or address that a post came by leads to the case at `at`."""
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
    """Return the route of an escalated post: never ignored, and not back to marketing unless asked for."""
    rules = facts.rules
    chosen = choose(rules, post, facts)
    if not team and chosen.team != rules.marketing:
        return with_hours(rules, replace(chosen, ignored=None), post, ask.at)
    route = reroute(rules, team or rules.service, chosen, f"escalated by <@{ask.by}>")
    # A team that the requester chose is kept at any hour.
    return with_hours(rules, route, post, None if team else ask.at)


def _write(
    tx: Tx, stories: Sequence[PendingCase], matcher: CaseMatcher, rules: Rules, at: datetime, by: str = ""
) -> list[Change]:
    """Save the events of every case, and record where later posts lead."""
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
            accounts = pending.customers[1:]
            events.append(open_case(ask, post, pending.route, pending.origin, accounts, pending.source))
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
    return Change(pending.case.version if pending.case else 0, case, tuple(events), jobs_for(case, events))


def _taken(pending: PendingCase, change: Change, at: datetime) -> list[IntakeOutcome]:
    taken = [event for event in change.events if "mention" in event.data]
    return [
        IntakeOutcome(
            key=post.key, outcome=cast(Outcome, event.kind), case=change.case.number, why=_why(pending), at=at
        )
        for post, event in zip(pending.posts, taken, strict=True)
    ]


def _ignored(pending: PendingCase, at: datetime) -> IntakeOutcome:
    post = pending.posts[0]
    return IntakeOutcome(
        key=post.key, outcome="ignored", case=None, why=pending.ignored, at=at, body=mention_to_text(post)
    )


def _why(pending: PendingCase) -> str:
    return pending.route.why if pending.route else "continues the case"
