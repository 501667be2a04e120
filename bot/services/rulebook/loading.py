"""Reading rules beside a running event loop: a file of ten thousand rules must not hold it up."""

import gc

from bot.routing import RuleError, Rules, RulesError, check_examples, give_back, people_named, read_rules

# Characters. Over a smaller file a collection is quick, and it should look at everything.
LONG = 100_000


def read_aside(text: str, name: str) -> Rules:
    """`read_rules` for a thread of its own: the event loop runs on beside it. Raises RulesError.

    A collection of garbage stops every thread while it walks over all there is, which over a long file takes tenths of
    a second. So none happens while one is read, and the rules, which hold no cycles, are left out of all later ones.
    """
    if len(text) < LONG:
        return read_rules(text, name)
    gc.disable()
    try:
        rules = read_rules(text, name)
        gc.freeze()
        return rules
    finally:
        gc.enable()


def read_checked(text: str, name: str) -> Rules:
    """The same, and its examples went where they should. Raises RulesError with every fault."""
    rules = read_aside(text, name)
    remedy = "fix the rule, or change what the example expects"
    if faults := [
        RuleError(each.line, 1, f"example {each.message}", remedy) for each in check_examples(rules)
    ]:
        raise RulesError(name, faults)
    return rules


def refuse_faults(text: str, name: str) -> frozenset[str]:
    """Return the people and groups the rules name; the rules themselves are not wanted. Raises RulesError with every
    fault, failing examples among them."""
    rules = read_checked(text, name)
    named = frozenset(people_named(rules))
    held: list[object] = [rules]
    del rules
    give_back(held)
    return named
