"""The row of a golden table: hours, a moment, so much open time, the moment it ends, and who says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Row:
    """`start` and `due` as `Fri 2026-01-30 16:30+01:00`, `takes` in hours; `source` is a public one or a reason."""

    name: str
    hours: str
    start: str
    takes: float
    due: str
    source: str

    @property
    def seconds(self) -> float:
        return timedelta(hours=self.takes).total_seconds()

    def __str__(self) -> str:
        return self.name


def moment(text: str) -> datetime:
    """The moment a row names; its day of the week has to be right."""
    at = datetime.strptime(text, "%a %Y-%m-%d %H:%M%z")
    assert text.startswith(f"{at:%a}"), f"{text} is a {at:%a}"
    return at
