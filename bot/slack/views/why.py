"""The answer to *Why here?*: the rule of that time, today's rules, and what the nearest others lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.case import Case
from bot.routing import Explanation, ExplanationStep, Route
from bot.slack import Message
from bot.slack.views.blocks import Element, line, message, rich, text, untrusted, with_people

NEAREST = 6
VERDICT_LIMIT = 200
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class InForce:
    """The active rules: their version, and the name of the file or saved version."""

    version: str
    name: str


def draw_why(case: Case, now: Explanation | None, rules: InForce) -> Message:
    """Return the explanation; `now` is what the active rules make of the first post, None when it is gone."""
    parts = [*_then(case), *_scored(case.route), *_dry_run(case.route)]
    if now is not None:
        parts += [*_since(case.route, now.route, rules), *_steps(now)]
    return message(rich(*parts))


def _then(case: Case) -> Iterator[Element]:
    """Yield what routed the case: a person, or a rule with its version."""
    route = case.route
    if case.origin or case.earlier_threads:
        yield line(
            text(f"Case #{case.number} was moved to {route.team} by a person: ", bold=True),
            *with_people(route.why, 300),
        )
        return
    what = (
        ["the fallback route: no rule matched"]
        if route.why == DEFAULT
        else ["rule “", untrusted(route.why), "”"]
    )
    yield line(
        text(f"Case #{case.number} was routed to {route.team} by ", bold=True),
        *what,
        *_version(route.version),
    )
    if route.also:
        yield line("Other rules that applied: ", untrusted(", ".join(route.also), VERDICT_LIMIT))
    if route.instead_of:
        yield line(untrusted(route.instead_of), ", the team of the rule, was outside its business hours.")


def _version(version: str) -> list[Element]:
    return [text(f" (rules version {version})")] if version else []


def _scored(route: Route) -> Iterator[Element]:
    """Yield the factors of a scored priority."""
    if route.score:
        parts = ", ".join(f"{name} {points:+}" for name, points in route.score if points)
        priority = route.priority.name.lower()
        yield line(f"Priority {priority}, scored from: ", untrusted(parts or "no factors raised it", 500))


def _dry_run(route: Route) -> Iterator[Element]:
    if route.shadow:
        yield line("Dry-run rules that would have matched: ", untrusted(", ".join(route.shadow), 300))


def _since(then: Route, today: Route, rules: InForce) -> Iterator[Element]:
    """Yield whether the rules changed since, and if they would route it elsewhere now."""
    if then.version == rules.version:
        yield line(text("How each rule compared", bold=True))
        return
    yield line(
        text("The rules have changed since then. ", bold=True),
        "The comparison below uses the active ones: ",
        untrusted(rules.name),
    )
    if (today.team, today.why, today.ignored) != (then.team, then.why, then.ignored):
        where = "no team (ignored)" if today.ignored is not None else today.team
        yield line("Today it would go to ", untrusted(where), ", rule: ", untrusted(today.why))


def _steps(now: Explanation) -> Iterator[Element]:
    """Yield the rules that matched, and the earlier rules that lack least."""
    missed = now.nearest(NEAREST)
    shown = sorted([*missed, *(step for step in now.steps if step.matched)], key=lambda step: step.line)
    yield from map(_step, shown)
    more = sum(not step.matched for step in now.steps) - len(missed)
    if more:
        yield line(f"{more:,} more {'rule' if more == 1 else 'rules'} before it didn't match either")
    if now.untried:
        yield line(f"{now.untried:,} later {'rule was' if now.untried == 1 else 'rules were'} not evaluated")


def _step(step: ExplanationStep) -> Element:
    sign = "✓ " if step.matched else "✗ "
    watches = " (paused)" if step.paused else " (dry run)" if step.matched and step.shadow else ""
    found = untrusted("; ".join(step.verdicts), VERDICT_LIMIT)
    return line(sign, untrusted(step.rule, bold=step.matched), f" (line {step.line}){watches}: ", found)
