"""Costs of the networks by calendar month (UTC), and their budgets."""

from dataclasses import dataclass
from datetime import UTC, datetime

WARN_AT = 0.8
MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """Costs of one network: posts read, replies sent, and both in millionths of a US dollar."""

    reads: int = 0
    replies: int = 0
    micros: int = 0

    @property
    def dollars(self) -> float:
        """Return the costs in US dollars."""
        return self.micros / MICROS

    def share(self, budget: float) -> float:
        """Return the used share of `budget` (US dollars, more than 0); 1 or more means that it is used up."""
        return self.dollars / budget


@dataclass(frozen=True, slots=True)
class Bill:
    """The amount that one poll or one reply adds to the spending of its network."""

    network: str
    spending: Spending


def bill_for_reads(network: str, reads: int, price: float) -> Bill | None:
    """Return the bill for `reads` posts at `price` US dollars each; None when reading is free."""
    cost = to_micros(reads * price)
    return Bill(network, Spending(reads=reads, micros=cost)) if cost else None


def to_micros(dollars: float) -> int:
    """Convert US dollars to whole millionths, whose sums stay exact."""
    return round(dollars * MICROS)


def month_of(at: datetime) -> str:
    """Return the calendar month of `at`, as `2026-11`."""
    return f"{at.astimezone(UTC):%Y-%m}"


def month_after(at: datetime) -> datetime:
    """Return the start of the next calendar month."""
    month = at.astimezone(UTC)
    year, following = (month.year + 1, 1) if month.month == 12 else (month.year, month.month + 1)
    return datetime(year, following, 1, tzinfo=UTC)


def money(dollars: float) -> str:
    """Format US dollars for people: $0.01, $50; more decimals only below a cent."""
    if 0 < dollars < 0.01:
        return f"${dollars:.6f}".rstrip("0")
    return f"${dollars:.2f}".removesuffix(".00")
