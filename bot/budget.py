"""What the networks cost, by calendar month (UTC), and when that is more than was meant."""

from dataclasses import dataclass
from datetime import UTC, datetime

WARN_AT = 0.8
MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """What one network cost: posts read, replies sent, and both in millionths of a US dollar."""

    reads: int = 0
    replies: int = 0
    micros: int = 0

    @property
    def dollars(self) -> float:
        return self.micros / MICROS

    def share(self, budget: float) -> float:
        """How much of `budget` (US dollars, more than 0) is gone; 1 or more: all of it."""
        return self.dollars / budget


@dataclass(frozen=True, slots=True)
class Bill:
    """What one look or one reply adds to the spending of its network."""

    network: str
    spending: Spending


def bill_for_reads(network: str, reads: int, price: float) -> Bill | None:
    """The bill for `reads` posts at `price` US dollars each; None where nothing is to be paid."""
    cost = to_micros(reads * price)
    return Bill(network, Spending(reads=reads, micros=cost)) if cost else None


def to_micros(dollars: float) -> int:
    """US dollars as whole millionths: sums of them stay exact."""
    return round(dollars * MICROS)


def month_of(at: datetime) -> str:
    """The month `at` falls in, as `2026-11`."""
    return f"{at.astimezone(UTC):%Y-%m}"


def month_after(at: datetime) -> datetime:
    """When the next month begins."""
    month = at.astimezone(UTC)
    year, following = (month.year + 1, 1) if month.month == 12 else (month.year, month.month + 1)
    return datetime(year, following, 1, tzinfo=UTC)


def money(dollars: float) -> str:
    """US dollars as people write them: $0.01, $50; more places only below a cent."""
    if 0 < dollars < 0.01:
        return f"${dollars:.6f}".rstrip("0")
    return f"${dollars:.2f}".removesuffix(".00")
