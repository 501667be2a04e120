"""The answer to *Why here?*: the rule of that time, today's rules, and what the nearest others lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.case import Case
from bot.routing import Explanation, ExplanationStep, Route
from bot.slack import Block, Message
from bot.slack.views.blocks import Element, actions, button, line, message, rich, text, untrusted
from bot.slack.views.handoff import was_moved
from bot.slack.views.inputs import View, window, words_field
from bot.slack.views.people import with_people

NEAREST = 6
VERDICT_LIMIT = 200
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class InForce:
    """The active rules: their version, and the name of the file or saved version."""

    version: str
    name: str


def draw_why(case: Case, now: Explanation | None, rules: InForce, *, misses: bool = False) -> Message:
    """Return the explanation; `now` is what the active rules make of the first post, None when it is gone.

    Rules that came near and did not match are shown with `misses`; without it, a button shows them.
    """
    told = rich(*_parts(case, now, rules, misses=misses))
    return message(told, *_misses_button(case, now, misses=misses))


def why_modal(
    case: Case,
    now: Explanation | None,
    rules: InForce,
    *,
    misses: bool = False,
    tested: Explanation | None = None,
) -> View:
    """Return the same as a window, with a field for another text; `tested` is what the rules make of it."""
    return window(
        "why",
        f"Why is #{case.number} here?",
        "Test text",
        {"case": case.number, "misses": misses},
        rich(*_parts(case, now, rules, misses=misses)),
        *_misses_button(case, now, misses=misses),
        words_field("tested", "Test another text", ""),
        *([rich(*_tested(tested))] if tested else []),
        close="Close",
    )


def _parts(case: Case, now: Explanation | None, rules: InForce, *, misses: bool) -> list[Element]:
    parts = [*_then(case, rules), *_scored(case.route), *_dry_run(case.route)]
    if now is None:
        return parts
    return [*parts, *_since(case.route, now.route, rules), *(_steps(now) if misses else _matched(now))]


def _misses_button(case: Case, now: Explanation | None, *, misses: bool) -> list[Block]:
    if misses or now is None or not (now.untried or any(not step.matched for step in now.steps)):
        return []
    says = f"Show the rules that did not match case {case.number}"
    return [actions(button("why_misses", "Show near misses", str(case.number), says=says))]


def _tested(found: Explanation) -> Iterator[Element]:
    """Yield where a post with the tested text would go, and what its rule found."""
    route = found.route
    if route.ignored is not None:
        yield line(text("It would be ignored: ", bold=True), untrusted(route.ignored, VERDICT_LIMIT))
    elif route.why == DEFAULT:
        yield line(text(f"No rule matches. It would go to {route.team}, the fallback route.", bold=True))
    else:
        yield line(text(f"It would go to {route.team}, rule ", bold=True), "“", untrusted(route.why), "”.")
    yield from _matched(found)


def _then(case: Case, rules: InForce) -> Iterator[Element]:
    """Yield what routed the case: a person, or a rule with its version where that is no longer the active one."""
    route = case.route
    if was_moved(case):
        yield line(
            text(f"Case #{case.number} was moved to {route.team} by a person: ", bold=True),
            *with_people(route.why, 300),
        )
        return
    what = (
        ["the fallback route: no rule matched"]
        if route.why == DEFAULT
        else ["rule “", untrusted(route.why, bold=True), "”"]
    )
    yield line(f"Case #{case.number} was routed to {route.team} by ", *what, *_version(route.version, rules))
    if route.also:
        yield line("Other rules that applied: ", untrusted(", ".join(route.also), VERDICT_LIMIT))
    if route.instead_of:
        yield line(untrusted(route.instead_of), ", the team of the rule, was outside its business hours.")


def _version(version: str, rules: InForce) -> list[Element]:
    return [text(f" (rules version {version})")] if version not in ("", rules.version) else []


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
        return
    yield line(
        text("The rules have changed since then. ", bold=True),
        "The comparison below uses the active ones: ",
        untrusted(rules.name),
    )
    if (today.team, today.why, today.ignored) != (then.team, then.why, then.ignored):
        where = "no team (ignored)" if today.ignored is not None else today.team
        yield line("Today it would go to ", untrusted(where), ", rule: ", untrusted(today.why))


def _matched(now: Explanation) -> Iterator[Element]:
    return (_step(step) for step in now.steps if step.matched)


def _steps(now: Explanation) -> Iterator[Element]:
    """Yield the rules that matched, and the earlier rules that lack least."""
    missed = now.nearest(NEAREST)
    shown = sorted([*missed, *(step for step in now.steps if step.matched)], key=lambda step: step.line)
    yield line(text("How each rule compared", bold=True))
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
