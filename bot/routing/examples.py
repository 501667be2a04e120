"""The examples of routing_rules.yaml, run as tests of its rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from bot.mention import Author, MayReply, Mention
from bot.routing.choose import choose
from bot.routing.facts import StaticFacts
from bot.routing.rules import Example, Route, Rules
from bot.routing.schema import ExampleForm, PostForm


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that was not routed as expected. `line` is its line in the file, from 1."""

    line: int
    message: str


def check_examples(rules: Rules) -> list[Failure]:
    """Return a failure for each example whose route is not the expected one, in the file's order."""
    return [
        failure
        for example in rules.examples
        for failure in _failures(example, choose(rules, example.mention, example.facts))
    ]


def sample(text: str, author: str = "someone", followers: int | None = None, network: str = "x") -> Mention:
    """Return an invented mention to test rules on."""
    author = author.removeprefix("@")
    nobody = Author(author, author, followers)
    return Mention(
        network=network,
        native_id="0",
        conversation="0",
        author=nobody,
        text=text,
        url="",
        posted_at=datetime.fromtimestamp(0, UTC),
        may_reply=MayReply("unknown"),
    )


def read_post(form: PostForm) -> tuple[Mention, StaticFacts]:
    """Return an invented post and the facts known about it."""
    mention = replace(
        sample(form.text, form.author, form.followers, form.network),
        to_account=form.account,
        quotes=form.is_quote,
        in_reply_to="1" if form.is_reply else None,
        media=("picture",) if form.has_media else (),
    )
    known = form.at, form.language, form.sentiment, form.earlier_cases, form.open_case
    return mention, StaticFacts(*known, dict(form.lately))


def read_example(form: ExampleForm, line: int) -> Example:
    """Return the example in that line of the file."""
    mention, facts = read_post(form)
    expect = form.expect
    return Example(
        line=line,
        mention=mention,
        facts=facts,
        rule=expect.rule,
        team=expect.team,
        priority=expect.priority,
        ignored=expect.ignored,
        tags=expect.tags,
        inform=expect.inform,
        shadow=expect.shadow,
    )


def _failures(example: Example, route: Route) -> Iterator[Failure]:
    wrong = [
        f"{name} is {got}, not {wanted}" for name, wanted, got in _answers(example, route) if wanted != got
    ]
    if wrong:
        yield Failure(example.line, f'"{example.mention.text}": {"; ".join(wrong)} (rule: {route.why})')


def _answers(example: Example, route: Route) -> Iterator[tuple[str, object, object]]:
    """Yield name, expected value and actual value of each thing the example asks for."""
    if example.rule is not None:
        yield "rule", example.rule, route.why
    if example.team is not None:
        yield "team", example.team, route.team if route.ignored is None else "nobody (ignored)"
    if example.priority is not None:
        yield "priority", example.priority.name.lower(), route.priority.name.lower()
    if example.ignored is not None:
        yield "ignored", example.ignored, route.ignored is not None
    lists = (
        ("tags", example.tags, route.tags),
        ("inform", example.inform, [name for name, _ in route.inform]),
        ("shadow", example.shadow, route.shadow),
    )
    for name, wanted, got in lists:
        if wanted is not None:
            yield name, ", ".join(wanted) or "nothing", ", ".join(got) or "nothing"
