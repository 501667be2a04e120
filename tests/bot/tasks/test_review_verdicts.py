"""Verdicts of rechecks: a second check before an erasure, an alert for many at once, hidden posts that come back."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from msgspec.structs import replace

from bot.mention import Hidden, Mention
from bot.networks import Review
from bot.store import Missing
from bot.store.missing_posts import CONFIRMED, HELD, SUSPECTED
from bot.tasks.review_verdicts import SECOND_LOOK, Verdict, judge
from tests.bot.case.world import ANA, NOW, post

AWAY = Hidden("The account is away.")
NONE: Mapping[str, Missing] = {}


def posts(authors: int, each: int = 1) -> list[Mention]:
    """Posts of so many authors, each of whom wrote so many."""
    return [
        replace(post(f"{author}-{number}"), author=replace(ANA, native_id=f"a{author}"))
        for author in range(authors)
        for number in range(each)
    ]


def ids(some: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(each.native_id for each in some)


def keys(some: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(each.key for each in some)


def missing(
    some: Iterable[Mention], state: str = SUSPECTED, age: timedelta = SECOND_LOOK
) -> dict[str, Missing]:
    return {each.key: Missing(each.key, NOW - age, state) for each in some}


def test_a_post_that_is_gone_at_one_check_is_only_suspected() -> None:
    held = posts(1)
    assert judge(held, Review(gone=ids(held)), NONE, NOW) == Verdict(suspect=keys(held))


def test_a_post_that_is_gone_at_a_second_check_is_erased_but_not_too_soon() -> None:
    held = posts(1)
    soon = missing(held, age=SECOND_LOOK - timedelta(seconds=1))
    assert judge(held, Review(gone=ids(held)), soon, NOW) == Verdict()
    decided = judge(held, Review(gone=ids(held)), missing(held), NOW)
    assert (decided.erase, decided.forget) == (keys(held), keys(held))


def test_a_post_that_is_seen_again_is_suspected_no_longer() -> None:
    held = posts(1)
    assert judge(held, Review(frozenset(ids(held))), missing(held), NOW) == Verdict(forget=keys(held))


def test_posts_of_many_authors_that_vanish_together_are_an_alert_and_no_erasure() -> None:
    held = posts(20)
    decided = judge(held, Review(gone=ids(held[:6])), missing(held[:6]), NOW)
    assert (decided.erase, decided.suspect, decided.hold) == ((), (), keys(held[:6]))
    assert keys(decided.mass) == keys(held[:6])


def test_many_that_are_hidden_at_once_are_left_as_they_are() -> None:
    held = posts(20)
    decided = judge(held, Review(hidden=dict.fromkeys(ids(held), AWAY)), NONE, NOW)
    assert (decided.hide, decided.hold, len(decided.mass)) == ({}, (), 20)


def test_nothing_at_all_of_three_authors_is_a_mass_too() -> None:
    assert judge(posts(3), Review(gone=ids(posts(3))), NONE, NOW).hold == keys(posts(3))
    assert judge(posts(2), Review(gone=ids(posts(2))), NONE, NOW).suspect == keys(posts(2))


def test_one_author_who_deletes_everything_is_no_mass() -> None:
    held = [*posts(1, each=40), post("another")]
    assert judge(held, Review(gone=ids(held[:40])), missing(held[:40]), NOW).erase == keys(held[:40])


def test_few_of_very_many_are_no_mass() -> None:
    held = posts(100)
    assert judge(held, Review(gone=ids(held[:20])), NONE, NOW).suspect == keys(held[:20])
    assert judge(held, Review(gone=ids(held[:21])), NONE, NOW).hold == keys(held[:21])


def test_what_a_person_confirmed_is_erased_however_many_they_are() -> None:
    held = posts(20)
    decided = judge(held, Review(gone=ids(held)), missing(held, CONFIRMED), NOW)
    assert (decided.erase, decided.mass) == (keys(held), ())


def test_what_was_held_back_is_erased_if_the_others_come_back_without_it() -> None:
    held = posts(20)
    decided = judge(held, Review(frozenset(ids(held[1:])), gone=ids(held[:1])), missing(held, HELD), NOW)
    assert decided.erase == keys(held[:1])
    assert {*decided.forget} == {*keys(held)}


def test_a_second_check_at_many_suspects_erases_them() -> None:
    held = posts(20)
    assert judge(held, Review(gone=ids(held)), missing(held), NOW, second_look=True).erase == keys(held)


def test_a_hidden_post_that_is_seen_is_back_and_one_of_which_nothing_was_found_out_stays() -> None:
    seen, unknown = (replace(each, hidden=AWAY) for each in posts(2))
    assert judge([seen, unknown], Review(frozenset(ids([seen]))), NONE, NOW) == Verdict(back=keys([seen]))
    assert judge([seen], Review(), NONE, NOW) == Verdict()
