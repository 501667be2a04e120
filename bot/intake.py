"""A mention opens a case, or continues one; every post is accounted for, and once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce
from typing import cast

from bot.budget import Bill
from bot.case import Ask, Case, Event, Origin, Status, apply, join, open_case, opened
from bot.case.codec import mention_to_text
from bot.casebook import Done
from bot.follow_ups import follow_ups
from bot.following import UNCHANGED, Changes, follow
from bot.mention import Mention, tidy
from bot.routing import Route, Rules, choose, reroute
from bot.store import Change, Outcome, Seen
from bot.store.store import Store
from bot.store.tx import Tx


@dataclass(slots=True)
class Story:
    """One case, or one about to be opened, and the posts this batch adds to it."""

    case: Case | None = None
    route: Route | None = None
    origin: Origin | None = None
    posts: list[Mention] = field(default_factory=list)

    @property
    def latest_at(self) -> datetime:
        """When its customer wrote last, in this batch or before."""
        customer = self.case.customer if self.case else self.posts[0].author.key
        own = [post for post in self.posts if post.author.key == customer]
        return (own[-1] if own or not self.case else self.case.latest).posted_at

    @property
    def ignored(self) -> str:
        return (self.route.ignored or "") if self.route else ""


class Intake:
    """Takes what the networks bring and what people hand in.

    `merge` is how long an author's further posts join the open case; `reopen` how long after its resolution a case
    takes further posts instead of a new one being opened.
    """

    def __init__(
        self, store: Store, rules: Callable[[], Rules], *, merge: timedelta, reopen: timedelta
    ) -> None:
        self.store = store
        self.rules = rules
        self.merge = merge
        self.reopen = reopen

    async def take(
        self,
        mentions: Iterable[Mention],
        at: datetime,
        *,
        source: str = "",
        cursor: str = "",
        bill: Bill | None = None,
        changes: Changes = UNCHANGED,
    ) -> list[Seen]:
        """What became of each post not seen before.

        With `source`, its cursor moves in the same transaction; `bill`, what reading them cost, is counted in it, and
        `changes`, what is told of posts seen before, are followed.
        """
        posts = [tidy(mention) for mention in mentions]

        def work(tx: Tx) -> list[Seen]:
            seen = self._account_for(tx, posts, at)
            follow(tx, changes, at)
            if source:
                tx.move_cursor(source, cursor, at)
            if bill:
                tx.spend(bill, at)
            return seen

        return await self.store.transact(work)

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
        post, origin = tidy(mention), Origin(ask.by, url, reason)

        def work(tx: Tx) -> Done:
            done = self._hand_in(tx, post, ask, team, origin)
            if bill:
                tx.spend(bill, ask.at)
            return done

        return await self.store.transact(work)

    def _hand_in(self, tx: Tx, post: Mention, ask: Ask, team: str, origin: Origin) -> Done:
        known = tx.known([post.key])
        if (number := known.get(post.key)) is not None:
            return Done(tx.cases([number])[number], (), heard=True)
        story = Story(None, _handed_in(self.rules(), post, team, ask.by), origin, [post])
        change = _write(tx, [story], ask.at, ask.by)[0]
        seen = Seen(post.key, "opened", change.case.number, _why(story), ask.at)
        if post.key in known:
            tx.reconsider(seen)
        else:
            tx.record([seen])
        return Done(change.case, change.events)

    def _account_for(self, tx: Tx, posts: Sequence[Mention], at: datetime) -> list[Seen]:
        known = tx.known([post.key for post in posts])
        fresh = {post.key: post for post in posts if post.key not in known}
        stories = self._sort(tx, list(fresh.values()))
        told = [story for story in stories if not story.ignored]
        changes = _write(tx, told, at)
        seen = [s for story, change in zip(told, changes, strict=True) for s in _taken(story, change, at)]
        seen += [_ignored(story, at) for story in stories if story.ignored]
        tx.record(seen)
        return seen

    def _sort(self, tx: Tx, posts: Sequence[Mention]) -> list[Story]:
        """The stories these posts continue or begin, in the order of their first post here."""
        led = tx.trails([trail for post in posts for trail in (_conversation(post), _author(post))])
        cases = tx.cases(sorted(set(led.values())))
        stories = {number: Story(case) for number, case in cases.items()}
        trails = {trail: stories[number] for trail, number in led.items() if number in stories}
        found: dict[int, Story] = {}
        for post in posts:
            story = self._continued(trails, post) or self._begun(trails, post)
            story.posts.append(post)
            found[id(story)] = story
        return list(found.values())

    def _continued(self, trails: dict[str, Story], post: Mention) -> Story | None:
        for trail, open_for in ((_author(post), self.merge), (_conversation(post), None)):
            story = trails.get(trail)
            if story and self._takes(story, post, open_for):
                return story
        return None

    def _takes(self, story: Story, post: Mention, open_for: timedelta | None) -> bool:
        case = story.case
        if case and case.status is Status.RESOLVED:
            return post.posted_at - (case.resolved_at or case.opened_at) <= self.reopen
        return open_for is None or post.posted_at - story.latest_at <= open_for

    def _begun(self, trails: dict[str, Story], post: Mention) -> Story:
        story = Story(route=choose(self.rules(), post))
        if not story.ignored:
            trails[_conversation(post)] = trails[_author(post)] = story
        return story


def _handed_in(rules: Rules, post: Mention, team: str, by: str) -> Route:
    """Where a post goes that somebody asks us to look at: never nowhere, and not back to marketing unasked."""
    chosen = choose(rules, post)
    if not team and chosen.team != rules.marketing:
        return replace(chosen, ignored=None)
    return reroute(rules, team or rules.service, chosen, f"escalated by <@{by}>")


def _write(tx: Tx, stories: Sequence[Story], at: datetime, by: str = "") -> list[Change]:
    """Append every story's events, case by case, and lead later posts there."""
    numbers = iter(tx.next_numbers(sum(1 for story in stories if story.case is None)))
    changes = [_change(story, at, by, numbers.__next__) for story in stories]
    tx.save(changes)
    trails = {}
    for story, change in zip(stories, changes, strict=True):
        trails.update({_conversation(post): change.case.number for post in story.posts})
        trails[_author(change.case.first)] = change.case.number
    tx.lead(trails)
    return changes


def _change(story: Story, at: datetime, by: str, next_number: Callable[[], int]) -> Change:
    case = story.case
    events: list[Event] = []
    for post in story.posts:
        ask = Ask(by or post.network, at, post.key)
        version = case.version if case else 0
        if case is None:
            assert story.route is not None
            events.append(open_case(ask, post, story.route, story.origin))
            case = opened(next_number(), events[0], post, story.route, story.origin)
        else:
            further = [replace(e, number=version + 1) for e in join(case, ask, mention=post)]
            case = reduce(apply, further, case)
            events += further
    assert case is not None
    return Change(story.case.version if story.case else 0, case, tuple(events), follow_ups(case, events))


def _taken(story: Story, change: Change, at: datetime) -> list[Seen]:
    return [
        Seen(post.key, cast(Outcome, event.kind), change.case.number, _why(story), at)
        for post, event in zip(story.posts, change.events, strict=True)
    ]


def _ignored(story: Story, at: datetime) -> Seen:
    post = story.posts[0]
    return Seen(post.key, "ignored", None, story.ignored, at, mention_to_text(post))


def _why(story: Story) -> str:
    return story.route.why if story.route else "continues the case"


def _conversation(post: Mention) -> str:
    return f"{post.network}/conversation/{post.conversation}"


def _author(post: Mention) -> str:
    return f"{post.network}/author/{post.author.key}"
