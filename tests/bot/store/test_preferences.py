"""Choices of how people are notified, as both databases keep them."""

from bot.case.notifications import Preference, Way
from bot.store.store import Store

AINO, RUTH = "U0AINO", "U0RUTH"


async def test_the_latest_choice_of_each_person_counts(store: Store) -> None:
    assert await store.transact(lambda tx: tx.preferences([AINO])) == {}
    for way in (Way.BOTH, Way.DIRECT):
        chosen = Preference(way, off_shift=way is Way.DIRECT)
        await store.transact(lambda tx, chosen=chosen: tx.prefer(AINO, chosen))  # type: ignore[misc]
    found = await store.transact(lambda tx: tx.preferences([AINO, RUTH]))
    assert found == {AINO: Preference(Way.DIRECT, off_shift=True)}


async def test_a_choice_of_a_later_version_is_left_out(store: Store) -> None:
    text = "insert into preferences (person, way, off_shift) values ('U0AINO', 'by pigeon', 0)"
    await store.transact(lambda tx: tx.sql.run(text))
    assert await store.transact(lambda tx: tx.preferences([AINO])) == {}
