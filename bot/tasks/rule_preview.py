"""Preview of a rules draft: replay recent posts for the window in which the editor waits."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

from bot.delivery import Declined, NotSent
from bot.jobs.job import Job
from bot.routing import Rules
from bot.routing.replay import Replayed
from bot.services.rulebook.loading import read_in_thread
from bot.services.rulebook.replay_posts import by, replay_past
from bot.services.rulebook.versions import PREVIEW_DAYS
from bot.slack.views.rule_editor import preview_window
from bot.store.rule_versions import RuleDraft
from bot.tasks.context import TaskContext

# The editor waits: after this many seconds the result so far is shown.
LONGEST = 20.0
# Slack opens the window after it got our answer, which may be after this job began.
TRIES, SOON = 10, 1.0


async def preview(context: TaskContext, job: Job) -> None:
    """Show in the draft's window what would change compared with the current rules; nothing if it was closed.

    Raise NotSent while the window is not open yet.
    """
    draft = await context.book.store.transact(lambda tx: tx.rule_draft(job.data["draft"]))
    if draft is None:
        return
    found, whole = await _tried(context, draft)
    try:
        await context.desk.draw_window(
            draft.id, preview_window(draft.id, found, PREVIEW_DAYS, whole, job.data.get("note", ""))
        )
    except Declined as refusal:
        if refusal.code != "not_found":
            raise
        if job.attempts < TRIES:
            raise NotSent("The window is not open yet.", SOON) from refusal


async def _tried(context: TaskContext, draft: RuleDraft) -> tuple[Replayed, bool]:
    """Return the replay, and True if it finished in time."""
    rules = await asyncio.to_thread(read_in_thread, draft.text, "routing rules")
    return await _beside_those_in_force(context, rules)


async def _beside_those_in_force(context: TaskContext, rules: Rules) -> tuple[Replayed, bool]:
    found, end = Replayed(), asyncio.get_running_loop().time() + LONGEST
    classifier = context.training.classifier
    then, now = by(context.rules(), classifier), by(rules, classifier)
    since = context.now() - timedelta(days=PREVIEW_DAYS)
    async with aclosing(replay_past(found, context.book.store, since, then, now)) as pages:
        async for _ in pages:
            if asyncio.get_running_loop().time() > end:
                return found, False
    return found, True
