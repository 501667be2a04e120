"""Conditions on the post itself: its network, the account it addresses, its language and sentiment."""

from dataclasses import dataclass

from bot.routing.conditions.base import NOT_KNOWN, Condition, listed
from bot.routing.post_view import PostView


@dataclass(frozen=True, slots=True)
class OneOf(Condition):
    """The post's `kind` (network, language, sentiment) is one of the values."""

    kind: str
    values: frozenset[str]

    def matches(self, post_view: PostView) -> bool:
        return getattr(post_view, self.kind) in self.values

    def fails(self, post_view: PostView) -> bool:
        return getattr(post_view, self.kind) not in (None, *self.values)

    def verdict(self, post_view: PostView) -> str:
        value = getattr(post_view, self.kind)
        if value is None:
            return f"{self.kind}: {NOT_KNOWN}"
        return f"{self.kind} is {value}" + (
            "" if value in self.values else f", not {listed(sorted(self.values))}"
        )


@dataclass(frozen=True, slots=True)
class Accounts(Condition):
    """Our own accounts, without their @, on any network or on the one in front of it (`x/larkspur`)."""

    names: frozenset[str]

    def matches(self, post_view: PostView) -> bool:
        return not self.names.isdisjoint(post_view.account_names)

    def fails(self, post_view: PostView) -> bool:
        return bool(post_view.account_names) and not self.matches(post_view)

    def verdict(self, post_view: PostView) -> str:
        if not post_view.account_names:
            return f"account: {NOT_KNOWN}"
        account = f"account is @{post_view.account_names[0]}"
        return account if self.matches(post_view) else f"{account}, not {listed(sorted(self.names), '@')}"


@dataclass(frozen=True, slots=True)
class Trait(Condition):
    """The post's `kind` (is_reply, is_quote, has_media, open_case) equals `wanted`."""

    kind: str
    wanted: bool

    def matches(self, post_view: PostView) -> bool:
        return getattr(post_view, self.kind) is self.wanted

    def fails(self, post_view: PostView) -> bool:
        return getattr(post_view, self.kind) is (not self.wanted)

    def verdict(self, post_view: PostView) -> str:
        value = getattr(post_view, self.kind)
        name = self.kind.replace("_", " ")
        if value is None:
            return f"{name}: {NOT_KNOWN}"
        asked = "" if value is self.wanted else f"; the rule asks for {_said(self.wanted)}"
        return f"{name}: {_said(value)}{asked}"


def _said(value: bool) -> str:
    return "yes" if value else "no"
