"""Claim, release, take over: one owner at a time."""

import pytest

from bot.case import Refused, Resolution, Status, claim, draft, release, resolve, take_over
from tests.bot.case.world import AINO, RUTH, ask, done, opened, post

SPAM = {"resolution": Resolution.SPAM}


def test_the_first_to_claim_owns_the_case_and_the_second_learns_who_was_first() -> None:
    """Pitfall 6 (docs/pitfalls.md)."""
    claimed = done(opened(), (claim, ask(AINO), {}))
    assert (claimed.status, claimed.owner) == (Status.CLAIMED, AINO)
    with pytest.raises(Refused, match=f"already assigned to <@{AINO}>"):
        claim(claimed, ask(RUTH))


def test_claiming_what_is_mine_changes_nothing() -> None:
    assert claim(done(opened(), (claim, ask(AINO), {})), ask(AINO)) == []


def test_only_the_owner_gives_a_case_back() -> None:
    claimed = done(opened(), (claim, ask(AINO), {}))
    with pytest.raises(Refused, match="Only its owner"):
        release(claimed, ask(RUTH))
    released = done(claimed, (release, ask(AINO), {}))
    assert (released.status, released.owner) == (Status.WAITING, None)
    assert release(released, ask(AINO)) == []


def test_taking_over_names_the_owner_before() -> None:
    claimed = done(opened(), (claim, ask(AINO), {}))
    (event,) = take_over(claimed, ask(RUTH))
    assert (event.kind, event.data) == ("taken_over", {"from": AINO})
    assert take_over(claimed, ask(AINO)) == []
    assert [e.kind for e in take_over(opened(), ask(RUTH))] == ["claimed"]


def test_a_draft_does_not_change_hands() -> None:
    """Pitfall 7 (docs/pitfalls.md): what one person wrote another does not send"""
    drafted = done(
        opened(),
        (claim, ask(AINO), {}),
        (draft, ask(AINO), {"text": "Hello", "to": post(), "length": 5, "longest": 280}),
    )
    assert drafted.drafts
    assert done(drafted, (take_over, ask(RUTH), {})).drafts == ()


@pytest.mark.parametrize("verb", [claim, release, take_over])
def test_a_resolved_case_must_be_reopened_first(verb: object) -> None:
    resolved = done(opened(), (resolve, ask(AINO), SPAM))
    with pytest.raises(Refused, match="Reopen") as refusal:
        verb(resolved, ask(RUTH))  # type: ignore[operator]
    assert refusal.value.code == "resolved"
