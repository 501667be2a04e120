"""Costs of each network by month."""

from datetime import datetime

from bot.budget import Bill, Spending, month_of
from bot.store.driver import Row
from bot.store.rows import TableRows


class SpendingRows(TableRows):
    """Statements about monthly costs.

    One row per network and month, changed once and last in a transaction, so that its lock is short.
    """

    def spend(self, bill: Bill, at: datetime) -> None:
        """Add to the costs of the network in the month of `at`."""
        spent = bill.spending
        self.sql.run(
            _SPEND,
            network=bill.network,
            month=month_of(at),
            reads=spent.reads,
            replies=spent.replies,
            micros=spent.micros,
        )

    def spent(self, network: str, at: datetime) -> Spending:
        """Return the costs of the network so far in the month of `at`."""
        return self.spending(at).get(network, Spending())

    def spending(self, at: datetime) -> dict[str, Spending]:
        """Return the costs of every network that cost anything so far in the month of `at`."""
        text = "select * from spending where month = :month order by network"
        return {row["network"]: _spending(row) for row in self.sql.rows(text, month=month_of(at))}


_SPEND = """
insert into spending (network, month, reads, replies, micros)
values (:network, :month, :reads, :replies, :micros)
on conflict (month, network) do update set reads = spending.reads + excluded.reads,
    replies = spending.replies + excluded.replies, micros = spending.micros + excluded.micros"""


def _spending(row: Row) -> Spending:
    return Spending(row["reads"], row["replies"], row["micros"])
