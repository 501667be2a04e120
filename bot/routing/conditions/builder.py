"""Build the conditions of a rule from the keys of its `when`."""

from collections.abc import Iterator, Mapping, Sequence

from bot.routing.conditions.author import Authors, EarlierCases, Followers, Range
from bot.routing.conditions.base import Condition
from bot.routing.conditions.boolean import AllOf, AnyOf, Not
from bot.routing.conditions.post import Accounts, OneOf, Trait
from bot.routing.conditions.text import Contains, Hashtags, Keywords, Regexes
from bot.routing.conditions.time import InHours, Spike
from bot.routing.normalize import without_emphasis
from bot.routing.post_view import handle
from bot.routing.schema import RangeForm, WhenForm
from bot.routing.tokens import fold, keyword

Hours = tuple[str, tuple[tuple[str, str], ...]]


class ConditionBuilder:
    """Builder of the conditions of rule after rule.

    `patterns` collects all regexes in the order of their numbers, `spikes` and `languages` what the rules ask for.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self.patterns: list[str] = []
        self.spikes: list[Spike] = []
        self.languages: set[str] = set()

    def conditions(self, when: WhenForm, hours: Hours) -> tuple[Condition, ...]:
        """Return the conditions in the order they are tested; the first one with anchors is the rule's place in the
        index.

        `hours` are those of the rule's team: the usual ones, and those of some networks.
        """
        return tuple(self._made(when, hours))

    def _made(self, when: WhenForm, hours: Hours) -> Iterator[Condition]:
        yield from self._about_the_post(when)
        if when.words:
            yield Keywords("words", tuple(map(keyword, when.words)))
        if when.phrases:
            yield Keywords("phrases", tuple(map(keyword, when.phrases)))
        if when.hashtags:
            yield Hashtags(tuple((keyword(tag), fold(tag.removeprefix("#"))) for tag in when.hashtags))
        if when.contains:
            yield Contains(tuple((piece, without_emphasis(fold(piece))) for piece in when.contains))
        if when.regex:
            yield Regexes(tuple(enumerate(when.regex, start=len(self.patterns))))
            self.patterns.extend(when.regex)
        yield from self._nested(when, hours)
        yield from self._facts(when, hours)

    def _about_the_post(self, when: WhenForm) -> Iterator[Condition]:
        if when.networks:
            yield OneOf("network", frozenset(map(fold, when.networks)))
        if when.accounts:
            yield Accounts(frozenset(map(account, when.accounts)))
        if when.followers:
            yield Followers(_range(when.followers))
        if when.authors:
            yield Authors(frozenset(map(account, when.authors)))
        if when.lists:
            listed = (one for name in when.lists for one in self._lists[name])
            yield Authors(frozenset(map(account, listed)), when.lists)
        for kind in ("is_reply", "is_quote", "has_media"):
            if (wanted := getattr(when, kind)) is not None:
                yield Trait(kind, wanted)

    def _nested(self, when: WhenForm, hours: Hours) -> Iterator[Condition]:
        if when.all:
            yield AllOf(tuple(self._whole(one, hours) for one in when.all))
        if when.any:
            yield AnyOf(tuple(self._whole(one, hours) for one in when.any))
        if when.not_:
            yield Not(self._whole(when.not_, hours))

    def _whole(self, when: WhenForm, hours: Hours) -> Condition:
        parts = self.conditions(when, hours)
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _facts(self, when: WhenForm, hours: Hours) -> Iterator[Condition]:
        """Yield the conditions that may need a lookup; they come last, so most posts never pay for one."""
        if when.hours:
            yield InHours(when.hours == "in", *hours)
        if when.languages:
            self.languages.update(when.languages)
            yield OneOf("language", frozenset(when.languages))
        if when.sentiment:
            yield OneOf("sentiment", frozenset(when.sentiment))
        if when.earlier_cases:
            yield EarlierCases(_range(when.earlier_cases))
        if when.open_case is not None:
            yield Trait("open_case", when.open_case)
        if when.spike:
            self.spikes.append(Spike(when.spike.on, when.spike.at_least, when.spike.within))
            yield self.spikes[-1]


def account(written: str) -> str:
    """Return a handle in the form used for comparison, with its network if one was given: `x/@Ada` gives `x/ada`."""
    network, sign, name = written.rpartition("/")
    return f"{fold(network)}{sign}{handle(name)}"


def _range(form: RangeForm) -> Range:
    return Range(form.at_least, form.at_most)
