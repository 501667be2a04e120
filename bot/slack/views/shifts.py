"""Shifts and temporary members, as one person sees them and as a team's channel is notified."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.shifts import Loan, Present, Shift
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    date,
    line,
    message,
    named,
    person,
    rich,
    small,
    small_date,
    text,
    untrusted,
)
from bot.slack.views.text import NAME_LIMIT, isolated

PEOPLE_SHOWN = 20
TEAMS_SHOWN = 5
LOANS_SHOWN = 10


def draw_present(user: str, teams: Sequence[Present], own: Iterable[str]) -> Message:
    """Return who is on shift in these teams, with shift buttons for the person's `own` teams."""
    shown = teams[:TEAMS_SHOWN]
    lines = [line(untrusted(each.team.title, bold=True), ": ", *_people(each.shifts)) for each in shown]
    mine = frozenset(own)
    return message(rich(*lines), *own_shifts(user, [each for each in shown if each.team.name in mine]))


def own_shifts(user: str, teams: Sequence[Present]) -> list[Block]:
    """Return whether `user` is on shift in each own team, with a button to change it."""
    return [_own_shift(each, user) for each in teams[:TEAMS_SHOWN]]


def draw_temporary_members(loans: Sequence[Loan], titles: Mapping[str, str]) -> Message:
    """Return the temporary members, each with a button to remove them."""
    if not loans:
        return message(rich(line("There are no temporary members.")))
    more = [rich(line(f"and {len(loans) - LOANS_SHOWN} more"))] if len(loans) > LOANS_SHOWN else []
    return message(*(block for loan in loans[:LOANS_SHOWN] for block in _loan(loan, titles)), *more)


def draw_temporary_member(loan: Loan, title: str, now: datetime) -> Message:
    """Draw for the person and the team that they are a temporary member; or no longer."""
    if loan.until <= now:
        return message(
            rich(
                line(person(loan.person), ": you are no longer a temporary member of ", untrusted(title), ".")
            )
        )
    lent = line(
        *(person(loan.person), ": you are a temporary member of ", untrusted(title, bold=True), " until "),
        *(date(loan.until), ", added by ", named(loan.by), "."),
    )
    return message(rich(lent))


def _people(shifts: Sequence[Shift]) -> list[Element]:
    if not shifts:
        return [text("no one is on shift.")]
    shown = [
        part for shift in shifts[:PEOPLE_SHOWN] for part in (text(", "), named(shift.person), *_until(shift))
    ]
    more = len(shifts) - PEOPLE_SHOWN
    return [text("on shift: "), *shown[1:], text(f" and {more} more." if more > 0 else ".")]


def _until(shift: Shift) -> list[Element]:
    return [text(" until "), date(shift.until)] if shift.until else []


def _own_shift(present: Present, user: str) -> Block:
    """Return a team beside the person's state in it, with the button to change that: a row for each team."""
    shift = present.shift_of(user)
    word, label = ("shift_off", "Go off shift") if shift else ("shift_on", "Go on shift")
    says = f"{label} in {present.team.title}"
    fields = [small(isolated(present.team.title, NAME_LIMIT)), _own_state(present, user)]
    return {
        "type": "section",
        "fields": fields,
        "accessory": button(word, label, present.team.name, says=says),
    }


def _own_state(present: Present, user: str) -> Element:
    shift = present.shift_of(user)
    state, until = ("on", shift) if shift else ("off", present.away_of(user))
    said = f"You are {state} shift"
    return small_date(f"{said} until", until.until) if until and until.until else small(said)


def _loan(loan: Loan, titles: Mapping[str, str]) -> tuple[Block, Block]:
    title = titles.get(loan.team, loan.team)
    about = line(
        *(named(loan.person), " is a temporary member of ", untrusted(title), " until "),
        *(date(loan.until), ", added by ", named(loan.by), "."),
    )
    end = button(
        "end_loan",
        "Remove member",
        f"{loan.team}/{loan.person}",
        says=f"Remove the temporary member of {title}",
    )
    return rich(about), actions(end)
