"""The window that says why a case is where it is, for every way it came there."""

from collections.abc import Iterator

from msgspec.structs import replace

from bot.case import Case
from bot.routing import Explanation, ExplanationStep, Route
from bot.slack.gallery.cases import cases
from bot.slack.views.inputs import View
from bot.slack.views.why import DEFAULT, InForce, why_modal

# More rules than the window names.
RULES = 9


def explanations(words: str) -> Iterator[tuple[str, View]]:
    """Yield the window of cases routed by a rule, by none and by a person, and the result of each tested text."""
    found, rules = cases(words), InForce("v2", words)
    for name in ("claimed", "moved within the channel", "escalated"):
        case = found[name]
        yield f"why, {name}: deleted since", why_modal(case, None, rules)
        yield f"why, {name}", why_modal(case, _explained(case.route, words), rules)
        yield f"why, {name}: near misses", why_modal(case, _explained(case.route, words), rules, misses=True)
    case = found["claimed"]
    fallback = replace(case, route=replace(case.route, why=DEFAULT, version="v1"))
    yield "why, fallback route", why_modal(fallback, _explained(_ignoring(case, words), words), rules)
    routes = {"ignored": _ignoring(case, words), "fallback route": fallback.route, "a rule": case.route}
    for name, route in routes.items():
        yield f"why, tested: {name}", why_modal(case, None, rules, tested=_explained(route, words))


def _ignoring(case: Case, words: str) -> Route:
    return replace(case.route, ignored=words, why=words or "rule")


def _explained(route: Route, words: str) -> Explanation:
    """Return an explanation with rules that match, that watch only, that are paused, and that do not match."""
    rule, verdicts = words or "rule", (words,) * 12
    steps = [ExplanationStep(rule, line, False, verdicts, lacking=line) for line in range(RULES)]
    watching = ExplanationStep(rule, RULES, True, verdicts, decides=False, shadow=True)
    paused = ExplanationStep(rule, RULES + 1, False, verdicts, paused=True)
    return Explanation(
        route, (*steps, watching, paused, ExplanationStep(rule, RULES + 2, True, verdicts)), RULES
    )
