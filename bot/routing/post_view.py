"""A mention in the forms that conditions read; each form is computed on first use and then kept."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from bot.mention import Mention
from bot.nlp.hashtags import hashtags
from bot.routing.facts import NO_FACTS, Facts
from bot.routing.normalize import plain, visible, without_emphasis, without_unseen
from bot.routing.regex_set import Patterns
from bot.routing.tokens import Keyword, bare_tokens, fold, fold_case, tagged_tokens, tags_of

FEW_PIECES = 100
NO_HASHTAGS: frozenset[str] = frozenset()


class PostView:
    """One mention, its title before its text, folded and split into tokens, with facts loaded on demand."""

    def __init__(self, mention: Mention, patterns: Patterns, facts: Facts = NO_FACTS) -> None:
        self._mention = mention
        self._facts = facts
        self._patterns = patterns
        self._text = f"{mention.title}\n{mention.text}" if mention.title else mention.text
        self._seen = visible(self._text)
        folded = fold_case(self._seen)
        self.folded = without_emphasis(folded)
        self._has_emphasis = len(self.folded) < len(folded)
        self.tagged = tagged_tokens(self.folded)
        self.tokens = bare_tokens(self.tagged)
        self.followers = mention.author.followers

    @cached_property
    def author(self) -> str:
        return handle(self._mention.author.handle)

    @cached_property
    def author_names(self) -> tuple[str, str]:
        """Return the author's handle, alone and with the network in front."""
        return self.author, f"{self.network}/{self.author}"

    @cached_property
    def network(self) -> str:
        return fold(self._mention.network)

    @cached_property
    def account_names(self) -> tuple[str, ...]:
        """Return our account that the post addresses, alone and with the network in front; empty when it is unknown."""
        account = handle(self._mention.to_account)
        return (account, f"{self.network}/{account}") if account else ()

    @property
    def is_reply(self) -> bool:
        return self._mention.in_reply_to is not None

    @property
    def is_quote(self) -> bool:
        return self._mention.quotes

    @property
    def has_media(self) -> bool:
        return bool(self._mention.media)

    @property
    def at(self) -> datetime | None:
        return self._facts.at

    @cached_property
    def language(self) -> str | None:
        return self._facts.language(self._mention)

    @cached_property
    def sentiment(self) -> str | None:
        return self._facts.sentiment(self._mention)

    @cached_property
    def earlier_cases(self) -> int | None:
        return self._facts.earlier_cases(self._mention)

    @cached_property
    def open_case(self) -> bool | None:
        return self._facts.open_case(self._mention)

    @cached_property
    def _volumes(self) -> dict[tuple[str, int], int | None]:
        return {}

    def volume(self, topic: str, within: int) -> int | None:
        """Return how many other posts were tagged `topic` in the last `within` seconds; None when it is unknown."""
        if (topic, within) not in self._volumes:
            self._volumes[topic, within] = self._facts.volume(self._mention, topic, within)
        return self._volumes[topic, within]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.tokens)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pairwise(self.tokens))

    @cached_property
    def pieces(self) -> set[str]:
        """Return every character, and every two adjacent characters, of the folded text."""
        return {a + b for a, b in pairwise(self.folded)}.union(self.folded)

    def pieces_among(self, wanted: Collection[str]) -> Iterable[str]:
        """Return at least those of the `wanted` pieces that occur in the text.

        Testing a few is faster than cutting the text into all its pieces.
        """
        if len(wanted) > FEW_PIECES:
            return self.pieces
        return [piece for piece in wanted if piece in self.folded]

    @cached_property
    def patterns(self) -> list[int]:
        """Return the numbers of the regexes that match the text as written, or its form without invisible characters
        and emphasis.
        """
        written = plain(self._text)
        read = without_emphasis(self._seen) if self._has_emphasis else self._seen
        found = self._patterns.matching(written)
        return found if read == written else [*found, *self._patterns.matching(read)]

    @cached_property
    def hashtags(self) -> frozenset[str]:
        """Return the hashtags, folded and without #: as the network reads them, and as a reader does who sees no
        joiners.
        """
        if "#" not in self.folded:
            return NO_HASHTAGS
        if self._text.isascii():
            return frozenset(hashtags(self.folded))
        read = without_emphasis(without_unseen(self._text))
        return frozenset(map(fold, {*hashtags(self._text), *hashtags(read)}))

    @cached_property
    def tags(self) -> frozenset[str]:
        return tags_of(self.folded)

    @cached_property
    def lines(self) -> str:
        """Return the tokens, one per line: finding a long phrase is then one search in C, even in the longest post."""
        return _as_lines(self.tokens)

    def has(self, keyword: Keyword) -> bool:
        """Return True when the keyword's tokens follow one another in the text with the keyword's tags; more tags may
        be there.
        """
        if len(keyword.bare) == 1:
            return keyword.bare[0] in self.words and (not keyword.has_tag or keyword.tags <= self.tags)
        if keyword.bare[0] not in self.words or keyword.bare[:2] not in self.pairs:
            return False
        if len(keyword.bare) > 2 and _as_lines(keyword.bare) not in self.lines:
            return False
        return not keyword.has_tag or (keyword.tags <= self.tags and self._has_with_tags(keyword))

    def _has_with_tags(self, keyword: Keyword) -> bool:
        starts = (i for i, token in enumerate(self.tokens) if token == keyword.bare[0])
        return any(self._stands_at(keyword, start) for start in starts)

    def _stands_at(self, keyword: Keyword, start: int) -> bool:
        stop = start + len(keyword.bare)
        if self.tokens[start:stop] != list(keyword.bare):
            return False
        tags = zip(keyword.tagged, keyword.bare, self.tagged[start:stop], strict=True)
        return all(tagged in (bare, here) for tagged, bare, here in tags)


def _as_lines(tokens: Sequence[str]) -> str:
    return "\n".join(("", *tokens, ""))


def handle(written: str) -> str:
    """Return a handle in the form used for comparison: folded, without its @."""
    return fold(written).removeprefix("@")
