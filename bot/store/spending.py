"""What each network cost in each month."""

from datetime import datetime

from bot.budget import Bill, Spending, month_of
from bot.store.driver import Row
from bot.store.rows import TableRows


class SpendingRows(TableRows):
    """The months' tallies. One row a network and month: changed last in a transaction, and once."""

    def spend(self, bill: Bill, at: datetime) -> None:
        """Add to what the network cost in the month of `at`."""
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
        """What the network cost so far in the month of `at`."""
        return self.spending(at).get(network, Spending())

    def spending(self, at: datetime) -> dict[str, Spending]:
        """What each network that cost anything cost so far in the month of `at`."""
        text = "select * from spending where month = :month order by network"
        return {row["network"]: _spending(row) for row in self.sql.rows(text, month=month_of(at))}


_SPEND = """
insert into spending (network, month, reads, replies, micros)
values (:network, :month, :reads, :replies, :micros)
on conflict (month, network) do update set reads = spending.reads + excluded.reads,
    replies = spending.replies + excluded.replies, micros = spending.micros + excluded.micros"""


def _spending(row: Row) -> Spending:
    return Spending(row["reads"], row["replies"], row["micros"])
