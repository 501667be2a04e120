"""The examples of routing_rules.yaml, run as tests of its rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.mention import Author, MayReply, Mention
from bot.routing.choosing import choose
from bot.routing.rules import Example, Route, Rules


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not go where it should. `line` is where the example stands, from 1."""

    line: int
    message: str


def check_examples(rules: Rules) -> list[Failure]:
    """Every example whose route is not the one it expects, in the file's order."""
    return [failure for example in rules.examples for failure in _failures(example, _chosen(rules, example))]


def sample(text: str, author: str = "someone", followers: int | None = None, network: str = "x") -> Mention:
    """A mention nobody posted, to try rules on."""
    author = author.removeprefix("@")
    nobody = Author(author, author, followers)
    return Mention(network, "0", "0", nobody, text, "", datetime.fromtimestamp(0, UTC), MayReply("unknown"))


def _chosen(rules: Rules, example: Example) -> Route:
    return choose(rules, sample(example.text, example.author, example.followers, example.network))


def _failures(example: Example, route: Route) -> Iterator[Failure]:
    wrong = [
        f"{name} is {got}, not {wanted}" for name, wanted, got in _answers(example, route) if wanted != got
    ]
    if wrong:
        yield Failure(example.line, f'"{example.text}": {"; ".join(wrong)} (rule: {route.why})')


def _answers(example: Example, route: Route) -> Iterator[tuple[str, object, object]]:
    """What was asked for, beside what came."""
    if example.rule is not None:
        yield "rule", example.rule, route.why
    if example.team is not None:
        yield "team", example.team, route.team if route.ignored is None else "nobody (ignored)"
    if example.priority is not None:
        yield "priority", example.priority.name.lower(), route.priority.name.lower()
    if example.ignored is not None:
        yield "ignored", example.ignored, route.ignored is not None
