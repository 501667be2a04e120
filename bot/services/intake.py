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
from bot.routing import Route, Rules, choose, renewed, reroute, timed
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
    takes further posts instead of a new one being opened. `moods` tell rules how a post sounds. `links` is how long a
    link or an address of a case is good (of no length: always).
    """

    def __init__(
        self,
        store: Store,
        rules: Callable[[], Rules],
        *,
        merge: timedelta,
        reopen: timedelta,
        moods: SentimentClassifier | None = None,
        links: timedelta = timedelta(),
    ) -> None:
        self.store = store
        self.rules = rules
        self.moods = moods or SentimentClassifier()
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
        leads = leads_of(tx, [post], self._takes, partial(self._leads, ask.at))
        facts = self._facts(tx, [post], leads, ask.at)
        route = _handed_in(facts, post, team, ask)
        story = PendingCase(None, route, origin, posts=[post])
        leads.begin(post, story)
        facts.note(post, route)
        tx.keep_topics(facts.topics)
        change = _write(tx, [story], leads, facts.rules, ask.at, ask.by)[0]
        seen = IntakeOutcome(post.key, "opened", change.case.number, _why(story), ask.at)
        if post.key in known:
            tx.reconsider(seen)
        else:
            tx.record([seen])
        retell_sample(tx, post.key, ask.at)
        return Done(change.case, change.events)

    def _account_for(self, tx: Tx, posts: Sequence[Mention], at: datetime) -> list[IntakeOutcome]:
        known = tx.known([post.key for post in posts])
        fresh = {post.key: post for post in posts if post.key not in known}
        leads = leads_of(tx, list(fresh.values()), self._takes, partial(self._leads, at))
        stories = self._sort(tx, leads, list(fresh.values()), at)
        told = [story for story in stories if not story.ignored]
        changes = _write(tx, told, leads, self.rules(), at)
        seen = [s for story, change in zip(told, changes, strict=True) for s in _taken(story, change, at)]
        seen += [_ignored(story, at) for story in stories if story.ignored]
        tx.record(seen)
        return seen

    def _sort(self, tx: Tx, leads: CaseMatcher, posts: Sequence[Mention], at: datetime) -> list[PendingCase]:
        """The stories these posts continue or begin, in the order of their first post here."""
        facts = self._facts(tx, posts, leads, at)
        found: dict[int, PendingCase] = {}
        for post in posts:
            story = self._continued(leads, post) or _begun(leads, facts, post)
            story.posts.append(post)
            found[id(story)] = story
        tx.keep_topics(facts.topics)
        return list(found.values())

    def _facts(self, tx: Tx, posts: Sequence[Mention], leads: CaseMatcher, at: datetime) -> BatchFacts:
        return BatchFacts(tx, self.rules(), self.moods, at, posts, leads.fellows, leads.last_case)

    def _continued(self, leads: CaseMatcher, post: Mention) -> PendingCase | None:
        for story, for_a_while in leads.of(post):
            if story and self._takes(story, post, self.merge if for_a_while else None):
                leads.join(post, story)
                return story
        return None

    def _leads(self, at: datetime, case: Case, post: Mention) -> bool:
        """Whether the link or the address that a post came by leads to the case at `at`."""
        return post.link_made_at is None or case.takes_link(post.link_made_at, at, self.links)

    def _takes(self, story: PendingCase, post: Mention, open_for: timedelta | None = None) -> bool:
        case = story.case
        if case and case.status is Status.RESOLVED:
            return not self.is_over(case, post.posted_at)
        return open_for is None or post.posted_at - story.latest_at <= open_for


def _begun(leads: CaseMatcher, facts: BatchFacts, post: Mention) -> PendingCase:
    route = timed(facts.rules, choose(facts.rules, post, facts), post, facts.at)
    story = PendingCase(route=route)
    if not story.ignored:
        leads.begin(post, story)
        facts.note(post, route)
    return story


def _addressed(mention: Mention, account: str) -> Mention:
    return replace(mention, to_account=account) if account and not mention.to_account else mention


def _handed_in(facts: BatchFacts, post: Mention, team: str, ask: Ask) -> Route:
    """Where a post goes that somebody asks us to look at: never nowhere, and not back to marketing unasked."""
    rules = facts.rules
    chosen = choose(rules, post, facts)
    if not team and chosen.team != rules.marketing:
        return timed(rules, replace(chosen, ignored=None), post, ask.at)
    route = reroute(rules, team or rules.service, chosen, f"escalated by <@{ask.by}>")
    # Who names a team means it, whatever the hour.
    return timed(rules, route, post, None if team else ask.at)


def _write(
    tx: Tx, stories: Sequence[PendingCase], leads: CaseMatcher, rules: Rules, at: datetime, by: str = ""
) -> list[Change]:
    """Append every story's events, case by case, and lead later posts there."""
    numbers = iter(tx.next_numbers(sum(1 for story in stories if story.case is None)))
    changes = [_change(story, rules, at, by, numbers.__next__) for story in stories]
    tx.save(changes)
    numbered = {id(story): change.case.number for story, change in zip(stories, changes, strict=True)}
    tx.lead({trail: numbered[id(story)] for trail, story in leads.moved.items()}, leads.before)
    return changes


def _change(
    story: PendingCase, rules: Rules, at: datetime, by: str, next_number: Callable[[], int]
) -> Change:
    case = story.case
    events: list[Event] = []
    for post in story.posts:
        ask = Ask(by or post.network, at, post.key)
        version = case.version if case else 0
        if case is None:
            assert story.route is not None
            events.append(open_case(ask, post, story.route, story.origin, story.customers[1:]))
            case = opened(next_number(), events[0], post, story.route, story.origin)
        else:
            known = post.account in story.customers and post.account not in case.customers
            taken = replace(post, unverified=True) if story.is_unverified(post) else post
            reopens = case.status is Status.RESOLVED
            route = renewed(rules, case.route, case.first) if reopens else None
            joined = join(case, ask, mention=taken, same_person=known, route=route)
            further = [replace(e, number=version + place) for place, e in enumerate(joined, start=1)]
            case = reduce(apply, further, case)
            events += further
    assert case is not None
    return Change(story.case.version if story.case else 0, case, tuple(events), follow_ups(case, events))


def _taken(story: PendingCase, change: Change, at: datetime) -> list[IntakeOutcome]:
    taken = [event for event in change.events if "mention" in event.data]
    return [
        IntakeOutcome(post.key, cast(Outcome, event.kind), change.case.number, _why(story), at)
        for post, event in zip(story.posts, taken, strict=True)
    ]


def _ignored(story: PendingCase, at: datetime) -> IntakeOutcome:
    post = story.posts[0]
    return IntakeOutcome(post.key, "ignored", None, story.ignored, at, mention_to_text(post))


def _why(story: PendingCase) -> str:
    return story.route.why if story.route else "continues the case"
