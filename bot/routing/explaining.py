"""Why a mention goes where it goes: every rule in order, what it found, or the first of its conditions that failed."""

from dataclasses import dataclass

from bot.mention import Mention
from bot.routing.reading import Reading
from bot.routing.rules import Route, Rule, Rules


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was tried: whether it took the mention, and what its conditions say, or the one that failed."""

    rule: str
    line: int
    matched: bool
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rules that were tried, up to the one that took the mention; `untried` counts the rules after it."""

    route: Route
    steps: tuple[Step, ...]
    untried: int

    def __str__(self) -> str:
        return "\n".join([*map(_step_line, self.steps), *_ending(self)])


def explain(rules: Rules, mention: Mention) -> Explanation:
    """What `choose` does with the mention, told rule by rule; str() of it is for people."""
    reading = rules.index.reading(mention)
    steps: list[Step] = []
    for rule in rules.rules:
        steps.append(_step(rule, reading))
        if steps[-1].matched:
            return Explanation(rule.route, tuple(steps), len(rules.rules) - len(steps))
    return Explanation(rules.default, tuple(steps), 0)


def _step(rule: Rule, reading: Reading) -> Step:
    failed = next((condition for condition in rule.conditions if not condition.holds(reading)), None)
    told = rule.conditions if failed is None else (failed,)
    return Step(rule.name, rule.line, failed is None, tuple(condition.verdict(reading) for condition in told))


def _step_line(step: Step) -> str:
    sign = "✓" if step.matched else "✗"
    return f"{sign} {step.rule} (line {step.line}): {'; '.join(step.verdicts)}"


def _ending(explanation: Explanation) -> list[str]:
    route, untried = explanation.route, explanation.untried
    rest = [f"  {untried} later {'rule was' if untried == 1 else 'rules were'} not tried"] if untried else []
    if route.ignored is not None:
        return [*rest, f"ignored: {route.ignored} (rule: {route.why})"]
    notify = f", notifies {', '.join(route.notify)}" if route.notify else ""
    tags = f", tags {', '.join(route.tags)}" if route.tags else ""
    where = f"team {route.team} in {route.channel}, priority {route.priority.name.lower()}{notify}{tags}"
    return [*rest, f"{where} (rule: {route.why})"]
