"""The ladder: a nudge in the thread at half of a clock's target, the team at four fifths, the lead when it is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.case import Ask, Case, retime
from bot.case.clocks import BREACH, NUDGE, SlaTimer, next_rung, rung_at
from bot.case.verbs.warn import Warned, warn
from bot.hours import read_hours
from bot.jobs.build import channel_gate, redraw_job
from bot.jobs.from_events import timer
from bot.jobs.job import Job
from bot.routing import Rules, refreshed
from bot.services.casebook import do
from bot.store.tx import Tx

PAGE = 50


def climb(
    tx: Tx, number: int, ask: Ask, rules: Rules, gather: timedelta, away: bool = False
) -> datetime | None:
    """Tell what the clocks of the case have reached; when to look again, None when there is nothing to look for.

    Nobody is told out of the team's hours: the rungs wait until it opens. The card turns late all the same. What the
    team and its lead hear is gathered for `gather`, so that a bad hour is one message. `away`: the owner is off shift.
    """
    case = tx.case(number)
    if case is None:
        return None
    reached = {clock: rung for clock in case.clocks if (rung := rung_at(clock, ask.at))}
    opens = closed_until(rules, case.route.team, case.first.network, ask.at) if reached else None
    if opens and BREACH in reached.values():
        tx.add_jobs([redraw_job(case, ask.at)])
    if not opens:
        for clock, rung in reached.items():
            _tell(tx, case, clock, rung, ask, gather, away)
    looks = [opens, *(next_rung(clock, ask.at) for clock in case.clocks)]
    return min(filter(None, looks), default=None)


def gather(tx: Tx, team: str, at: datetime, rules: Rules, alerts: str) -> datetime | None:
    """Queue the one message about all the team must hear; when to come back, should it have closed meanwhile.

    What another team has by now is for that one to hear. For a team that is gone the channel `alerts` hears it.
    """
    if opens := closed_until(rules, team, "", at):
        return opens
    gathered = tx.take_warnings(team)
    cases = tx.cases({each.case for each in gathered})
    warned = [each for each in gathered if each.case in cases]
    ours = [each for each in warned if cases[each.case].route.team == team]
    for each in warned:
        if each not in ours:
            _add(tx, cases[each.case].route.team, each, at, at)
    if ours:
        channel = rules.team(team).channel if team in rules.teams else alerts
        tx.add_jobs([_telling(team, channel, ours, at)])
    return None


def retime_page(tx: Tx, team: str, after: int, ask: Ask, rules: Rules) -> int | None:
    """Time the next open cases of the team anew, and set their timers: cases of versions without clocks have none. The
    number of the last one looked at, None when that was all."""
    cases = tx.open_cases(team, after, PAGE)
    for case in cases:
        # Rules change and change back: each time is a request of its own.
        anew = replace(ask, request=f"{ask.request}/{case.version}")
        done = do(tx, case.number, anew, retime, route=refreshed(rules, case.route, case.first))
        tx.add_jobs([*timer(done.case, ask.at)])
    return cases[-1].number if len(cases) == PAGE else None


def gather_job(team: str, at: datetime) -> Job:
    """There is one of it for each team: asked for again while it waits, it gathers more."""
    return Job(f"ladder/{team}", 0, "gather", at, {"team": team}, urgency=1)


def closed_until(rules: Rules, team: str, network: str, at: datetime) -> datetime | None:
    """When the team opens next; None while it is there, and for one that is gone or never opens again."""
    if team not in rules.teams:
        return None
    hours = read_hours(rules.team(team).hours_for(network))
    return None if hours.is_open(at) else hours.next_open(at)


def _tell(tx: Tx, case: Case, clock: SlaTimer, rung: int, ask: Ask, gather: timedelta, away: bool) -> None:
    heard_once = Ask(ask.by, ask.at, f"{case.number}@clock/{clock.kind}/{clock.run}/{rung}")
    done = do(tx, case.number, heard_once, warn, kind=clock.kind, rung=rung, away=away)
    if done.events and rung > NUDGE:
        _add(tx, case.route.team, Warned(case.number, clock.kind, rung), ask.at, ask.at + gather)


def _add(tx: Tx, team: str, warned: Warned, at: datetime, tell_at: datetime) -> None:
    tx.add_warning(team, warned, at)
    tx.add_jobs([gather_job(team, tell_at)])


def _telling(team: str, channel: str, warned: Sequence[Warned], at: datetime) -> Job:
    late = [[each.case, each.clock.value, each.rung] for each in warned]
    place = int(at.timestamp() * 1_000_000)
    data = {"team": team, "late": late}
    return Job(f"ladder/{team}/said", place, "warn_team", at, data, channel_gate(channel), urgency=1)
