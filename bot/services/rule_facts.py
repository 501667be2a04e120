"""Facts about a post for the routing rules, read in the transaction that ingests it, and only on demand."""

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
    """Facts about the posts of one batch; each is asked for one by one, and read for all posts at once."""

    tx: Tx
    rules: Rules
    classifier: SentimentClassifier
    at: datetime
    posts: Sequence[Mention]
    #: Linked accounts of people with several.
    linked_accounts: Mapping[str, tuple[str, ...]]
    #: Returns the number of an account's latest case, and true when it is open.
    last_case: Callable[[str], tuple[int, bool] | None]
    #: Tags of the posts in this batch that opened a case: (tag, time, key).
    topics: Topics = field(default_factory=list)

    def language(self, mention: Mention) -> str:
        """Detect the language of a post."""
        return language_of(mention.words, self.rules.languages)

    def sentiment(self, mention: Mention) -> str:
        """Detect the sentiment of a post."""
        return self.classifier.classify(mention.words)

    def earlier_cases(self, mention: Mention) -> int:
        """Count the cases of the post's author."""
        return len(self._cases(mention))

    def open_case(self, mention: Mention) -> bool:
        """Return true when the author has an open case."""
        return any(self._cases(mention).values())

    def volume(self, mention: Mention, topic: str, within: int) -> int:
        """Count the posts on a topic within so many seconds before this one."""
        until = mention.posted_at
        after = until - timedelta(seconds=within)
        here = sum(name == topic and after < at <= until for name, at, _ in self.topics)
        return here + self.tx.tagged(topic, after, until)

    def note(self, mention: Mention, route: Route) -> None:
        """Count a post that opens a case in the topics whose spikes a rule watches."""
        self.topics += [
            (tag, mention.posted_at, mention.key) for tag in route.tags if tag in self.rules.topics
        ]

    def _cases(self, mention: Mention) -> dict[int, bool]:
        """Return the author's cases, each with true when it is open."""
        accounts = (mention.account, *self.linked_accounts.get(mention.account, ()))
        cases: dict[int, bool] = {}
        for account in accounts:
            cases |= self._history.get(account, {})
        return cases | dict(filter(None, map(self.last_case, accounts)))

    @cached_property
    def _history(self) -> dict[str, dict[int, bool]]:
        """Return the known cases of all authors in the batch, by account."""
        accounts = {one for p in self.posts for one in (p.account, *self.linked_accounts.get(p.account, ()))}
        return self.tx.history(sorted(accounts))
