"""The transaction: everything a piece of work may read and write."""

from collections.abc import Sequence

from bot.store.bulks import BulkRows
from bot.store.channels import ChannelRows
from bot.store.costs import SpendingRows
from bot.store.escalated import EscalatedRows
from bot.store.escalations import EscalationRows
from bot.store.heartbeat import HeartbeatRows
from bot.store.holds import HoldRows
from bot.store.idempotency import IdempotencyRows
from bot.store.identities import IdentityRows
from bot.store.mentions import MentionRows
from bot.store.missing_posts import MissingRows
from bot.store.model import Change
from bot.store.preferences import PreferenceRows
from bot.store.queues import QueueRows
from bot.store.replay import ReplayRows
from bot.store.rule_versions import RuleRows
from bot.store.sentiment import SentimentRows
from bot.store.shifts import ShiftRows


class Tx(
    QueueRows,
    BulkRows,
    ChannelRows,
    MentionRows,
    MissingRows,
    HoldRows,
    SpendingRows,
    IdentityRows,
    RuleRows,
    SentimentRows,
    ReplayRows,
    ShiftRows,
    PreferenceRows,
    EscalationRows,
    EscalatedRows,
    IdempotencyRows,
    HeartbeatRows,
):
    """One open transaction, in the product's words. `sql` takes any other query (reports use it)."""

    def save(self, changes: Sequence[Change]) -> None:
        """Append events, save cases, queue jobs. A case that was changed since it was read is a Clash."""
        # Always in the same order, so that two transactions cannot deadlock on each other's rows.
        in_order = sorted(changes, key=lambda change: change.case.number)
        self.write_cases(in_order)
        self.write_escalated(in_order)
        self.add_jobs([job for change in in_order for job in change.jobs])
