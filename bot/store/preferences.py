"""People's choices of how they are notified; a person who chose nothing has no row."""

from collections.abc import Iterable
from functools import partial

from bot.case.notifications import Preference, Way
from bot.store.driver import Row
from bot.store.rows import TableRows


class PreferenceRows(TableRows):
    """Statements about people's choices."""

    def prefer(self, person: str, preference: Preference) -> None:
        """Store a person's choice, in place of an earlier one."""
        row = (person, preference.way.value, int(preference.off_shift))
        again = "on conflict (person) do update set way = excluded.way, off_shift = excluded.off_shift"
        self.sql.insert("preferences", "person, way, off_shift", [row], again)

    def preferences(self, people: Iterable[str]) -> dict[str, Preference]:
        """Return the choices of these people; those who made none, or one of a later version, are left out."""
        rows = self.rows_of("select * from preferences where person in ({keys})", people)
        read = {
            row["person"]: self.readable("preferences", row["person"], partial(_read, row)) for row in rows
        }
        return {person: preference for person, preference in read.items() if preference}


def _read(row: Row) -> Preference:
    return Preference(Way(row["way"]), bool(row["off_shift"]))
