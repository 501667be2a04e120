"""The rules as someone edits them: the newest text, with steps that are not published yet."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bot.routing import RulesError
from bot.routing.editing import Rule, rules_of
from bot.routing.editing.steps import with_steps
from bot.routing.replay import RuleMatches
from bot.routing.yaml_tree import Tree, read_tree
from bot.services.rulebook import Rulebook
from bot.services.rulebook.versions import PREVIEW_DAYS, Base, base_of, check

# So many posts are counted at most, so that a list opens at once however many there are.
COUNTED = 50_000


@dataclass(frozen=True, slots=True)
class Editing:
    """A valid text with what it was made from."""

    base: Base
    text: str
    tree: Tree
    #: The steps that lead from the base to the text.
    steps: list[str]

    @property
    def rules(self) -> list[Rule]:
        return rules_of(self.tree)


async def editing(book: Rulebook, steps: Sequence[str] = ()) -> Editing:
    """Return the newest rules after these steps. Raise RulesError when the newest rules are invalid."""
    base = await base_of(book)
    if base.version != book.current().version:
        await check(base.text)
    text, made = await asyncio.to_thread(with_steps, base.text, steps)
    tree = await asyncio.to_thread(_tree, text)
    if not tree.whole or tree.faults:
        raise RulesError("routing rules", tree.faults)
    return Editing(base, text, tree, made)


async def recent_matches(book: Rulebook) -> RuleMatches:
    """Return how many posts each rule decided in the days that a preview covers."""
    since = book.now() - timedelta(days=PREVIEW_DAYS)
    return await book.store.transact(lambda tx: tx.matches_since(since, COUNTED))


# While someone types a post to try a rule on, the same text is read again and again.
@lru_cache(maxsize=2)
def _tree(text: str) -> Tree:
    return read_tree(text)
