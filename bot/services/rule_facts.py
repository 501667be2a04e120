"""What rules ask beyond a post itself, answered in the transaction that takes it; nothing is looked up unasked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from bot.mention import Mention
from bot.nlp import SentimentClassifier, language_of
from bot.routing import Route, Rules
from bot.store.tx import Tx

Topics = list[tuple[str, datetime, str]]


@dataclass
class BatchFacts:
    """The facts of the posts of one batch; they are asked for one by one, and looked up for all of them at once.

    `fellows` are the other accounts of people known by several; `last_case` tells an account's latest case, which is
    known at once, and whether it is open.
    """

    tx: Tx
    rules: Rules
    classifier: SentimentClassifier
    at: datetime
    posts: Sequence[Mention]
    fellows: Mapping[str, tuple[str, ...]]
    last_case: Callable[[str], tuple[int, bool] | None]
    topics: Topics = field(default_factory=list)

    def language(self, mention: Mention) -> str:
        return language_of(mention.words, self.rules.languages)

    def sentiment(self, mention: Mention) -> str:
        return self.classifier.classify(mention.words)

    def earlier_cases(self, mention: Mention) -> int:
        return len(self._cases(mention))

    def open_case(self, mention: Mention) -> bool:
        return any(self._cases(mention).values())

    def volume(self, mention: Mention, topic: str, within: int) -> int:
        until = mention.posted_at
        after = until - timedelta(seconds=within)
        here = sum(name == topic and after < at <= until for name, at, _ in self.topics)
        return here + self.tx.tagged(topic, after, until)

    def note(self, mention: Mention, route: Route) -> None:
        """The post begins a case on this route: it counts for the topics in which some rule looks for a spike."""
        self.topics += [
            (tag, mention.posted_at, mention.key) for tag in route.tags if tag in self.rules.topics
        ]

    def _cases(self, mention: Mention) -> dict[int, bool]:
        """The author's cases, each with whether it is open."""
        accounts = (mention.account, *self.fellows.get(mention.account, ()))
        cases: dict[int, bool] = {}
        for account in accounts:
            cases |= self._history.get(account, {})
        return cases | dict(filter(None, map(self.last_case, accounts)))

    @cached_property
    def _history(self) -> dict[str, dict[int, bool]]:
        """By account, as far as Baton has got to know the customers."""
        accounts = {one for p in self.posts for one in (p.account, *self.fellows.get(p.account, ()))}
        return self.tx.history(sorted(accounts))
