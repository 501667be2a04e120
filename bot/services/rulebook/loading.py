"""Reading of rules in a thread beside the event loop, and their checks before they are used."""

import gc

from bot.routing import RuleError, Rules, RulesError, check_examples, people_named, read_rules


class FailingExamples(RulesError):
    """The rules are valid, and examples in their file expect something else."""


def read_in_thread(text: str, name: str) -> Rules:
    """Return `read_rules` of the text, for a thread beside the event loop. Raise RulesError as it does."""
    # A full garbage collection stops every thread, and parsing a thousand rules triggers one that takes 50 to 120 ms.
    # It would free nothing: the rules have no cycles.
    gc.disable()
    try:
        return read_rules(text, name)
    finally:
        gc.enable()


def read_checked(text: str, name: str) -> Rules:
    """Return the rules in `text`. Raise RulesError with every error, or with every example that fails."""
    rules = read_in_thread(text, name)
    remedy = "fix the rule, or change what the example expects"
    if faults := [
        RuleError(each.line, 1, f"example {each.message}", remedy) for each in check_examples(rules)
    ]:
        raise FailingExamples(name, faults)
    return rules


def check_text(text: str, name: str) -> frozenset[str]:
    """Return the people and groups that the rules name. Raise RulesError as `read_checked` does."""
    return frozenset(people_named(read_checked(text, name)))
