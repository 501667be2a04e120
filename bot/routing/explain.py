"""The explanation of a route: each rule in order, with what it found or its first condition that failed."""

from dataclasses import dataclass

from bot.mention import Mention
from bot.routing.facts import NO_FACTS, Facts
from bot.routing.post_view import PostView
from bot.routing.resolve_route import NEARLY_IGNORED, resolve_route
from bot.routing.rules import Route, Rule, Rules


@dataclass(frozen=True, slots=True)
class ExplanationStep:
    """One rule that was tried: its conditions' results, or the first that failed.

    `decides` says that a match ends the search: the rule neither continues nor runs in shadow mode. A `paused` rule
    never matches; its verdicts say what its conditions found all the same. `held` and `lacking` count the conditions
    that match and those that do not.
    """

    rule: str
    line: int
    matched: bool
    verdicts: tuple[str, ...]
    decides: bool = True
    shadow: bool = False
    paused: bool = False
    held: int = 0
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rules that were tried, up to the one that decided; `untried` counts the rules after it."""

    route: Route
    steps: tuple[ExplanationStep, ...]
    untried: int

    def nearest(self, count: int) -> list[ExplanationStep]:
        """Return the rules that came closest to a match, in the file's order.

        Closest means fewest conditions missing, then most conditions matched.
        """
        missed = sorted((s for s in self.steps if not s.matched), key=lambda step: (step.lacking, -step.held))
        return sorted(missed[:count], key=lambda step: step.line)

    def __str__(self) -> str:
        return "\n".join([*map(_step_line, self.steps), *_ending(self)])


def explain(rules: Rules, mention: Mention, facts: Facts = NO_FACTS) -> Explanation:
    """Explain rule by rule what `choose` does with the mention; str() of the result is for people."""
    post_view = rules.index.post_view(mention, facts)
    steps: list[ExplanationStep] = []
    non_final: list[Rule] = []
    for rule in rules.rules:
        steps.append(_step(rule, post_view))
        if steps[-1].matched and rule.decides:
            route = resolve_route(rules, rule, non_final, post_view)
            return Explanation(route, tuple(steps), len(rules.rules) - len(steps))
        if steps[-1].matched:
            non_final.append(rule)
    return Explanation(resolve_route(rules, rules.default_rule, non_final, post_view), tuple(steps), 0)


def _step(rule: Rule, post_view: PostView) -> ExplanationStep:
    failed = [condition for condition in rule.conditions if not condition.matches(post_view)]
    verdicts = tuple(condition.verdict(post_view) for condition in failed[:1] or rule.conditions)
    held = len(rule.conditions) - len(failed)
    return ExplanationStep(
        rule=rule.name,
        line=rule.line,
        matched=not failed and not rule.paused,
        verdicts=verdicts,
        decides=rule.decides,
        shadow=rule.shadow,
        paused=rule.paused,
        held=held,
        lacking=len(failed),
    )


def _step_line(step: ExplanationStep) -> str:
    sign = "✓" if step.matched else "✗"
    and_then = "; shadow mode only" if step.shadow else "" if step.decides else "; continued"
    paused = ", paused" if step.paused else ""
    found = f"{'; '.join(step.verdicts)}{and_then if step.matched else ''}"
    return f"{sign} {step.rule} (line {step.line}{paused}): {found}"


def _ending(explanation: Explanation) -> list[str]:
    route, untried = explanation.route, explanation.untried
    rest = [f"  {untried} later {'rule was' if untried == 1 else 'rules were'} not tried"] if untried else []
    if route.ignored is not None:
        return [*rest, f"ignored: {route.ignored} (rule: {route.why})"]
    notify = f", notifies {', '.join(route.notify)}" if route.notify else ""
    inform = f", informs {', '.join(name for name, _ in route.inform)}" if route.inform else ""
    tags = f", tags {', '.join(route.tags)}" if route.tags else ""
    where = f"team {route.team} in {route.channel}, priority {_priority(route)}{notify}{inform}{tags}"
    return [*rest, f"{where} (rule: {', '.join((*route.also, route.why))})", *_remarks(route)]


def _priority(route: Route) -> str:
    """Return the priority, with the parts of its score."""
    parts = ", ".join(f"{name} {points:+}" for name, points in route.score if points)
    return route.priority.name.lower() + (f" ({parts or 'nothing speaks for more'})" if route.score else "")


def _remarks(route: Route) -> list[str]:
    spared = NEARLY_IGNORED in route.tags
    return ["its sentiment is negative, so it is not ignored"] if spared else []
