"""Money is counted exactly, by the month of UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.budget import Bill, Spending, bill_for_reads, money, month_after, month_of, to_micros


@pytest.mark.parametrize(
    ("at", "month", "following"),
    [
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), "2026-11", datetime(2026, 12, 1, tzinfo=UTC)),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), "2026-12", datetime(2027, 1, 1, tzinfo=UTC)),
        # One in the morning in Helsinki is still the month before in UTC.
        (
            datetime(2027, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=2))),
            "2026-12",
            datetime(2027, 1, 1, tzinfo=UTC),
        ),
    ],
)
def test_a_month_is_a_calendar_month_of_utc(at: datetime, month: str, following: datetime) -> None:
    assert (month_of(at), month_after(at)) == (month, following)


def test_a_million_reads_cost_a_million_times_one() -> None:
    assert sum(to_micros(0.005) for _ in range(1_000_000)) == to_micros(5_000)


def test_only_what_costs_makes_a_bill() -> None:
    assert bill_for_reads("x", 3, 0.005) == Bill("x", Spending(reads=3, micros=15_000))
    assert bill_for_reads("x", 0, 0.005) is None
    assert bill_for_reads("email", 3, 0.0) is None


def test_a_budget_is_used_up_when_it_is_reached() -> None:
    assert Spending(micros=49_995_000).share(50) < 1 <= Spending(micros=50_000_000).share(50)


@pytest.mark.parametrize(
    ("dollars", "said"), [(50.0, "$50"), (0.2, "$0.20"), (0.005, "$0.005"), (12.345, "$12.35"), (0, "$0")]
)
def test_money_reads_as_people_write_it(dollars: float, said: str) -> None:
    assert money(dollars) == said
