"""The escalation policy: a reminder in the thread at 50 % of a timer, the team at 80 %, the leads at 100 %."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.case import Ask, Case, retime
from bot.case.clocks import BREACH, REMIND, SlaTimer, level_at, next_level
from bot.case.verbs.warn import Warned, warn
from bot.hours import read_hours
from bot.jobs.build import channel_gate, redraw_job
from bot.jobs.job import Job
from bot.jobs.timers import timer
from bot.routing import Rules, refreshed
from bot.services.casebook import do
from bot.store.tx import Tx

PAGE = 50


def evaluate(tx: Tx, number: int, ask: Ask, rules: Rules, collect_for: timedelta) -> datetime | None:
    """Notify people of the levels that the case's timers have reached. Return when to check next, None for never.

    Outside the team's hours nobody is notified: the levels wait until it opens. The card shows the case as overdue all
    the same. Notifications to the team and its leads are collected for `collect_for`: a bad hour makes one message.
    """
    case = tx.case(number)
    if case is None:
        return None
    reached = {clock: level for clock in case.clocks if (level := level_at(clock, ask.at))}
    opens = closed_until(rules, case.route.team, case.first.network, ask.at) if reached else None
    if opens and BREACH in reached.values():
        tx.add_jobs([redraw_job(case, ask.at)])
    if not opens:
        for clock, level in reached.items():
            _notify(tx, case, clock, level, ask, collect_for)
    looks = [opens, *(next_level(clock, ask.at) for clock in case.clocks)]
    return min(filter(None, looks), default=None)


def flush(tx: Tx, team: str, at: datetime, rules: Rules, alerts: str) -> datetime | None:
    """Queue one message with the team's collected notifications. Return when to try again, if it is closed now.

    A case that has moved on is left to its new team. For a team that no longer exists, the channel `alerts` is
    notified.
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
        tx.add_jobs([_warning_job(team, channel, ours, at)])
    return None


def retime_page(tx: Tx, team: str, after: int, ask: Ask, rules: Rules) -> int | None:
    """Apply the current hours to the next page of the team's open cases and set their timer jobs.

    Return the last number of a full page, None after the last page. Cases saved by early versions have no timers yet.
    """
    cases = tx.open_cases(team, after, PAGE)
    for case in cases:
        # Rules can change and change back, so each case version makes a request id of its own.
        anew = replace(ask, request=f"{ask.request}/{case.version}")
        done = do(tx, case.number, anew, retime, route=refreshed(rules, case.route, case.first))
        tx.add_jobs([*timer(done.case, ask.at)])
    return cases[-1].number if len(cases) == PAGE else None


def flush_job(team: str, at: datetime) -> Job:
    """Build the job that sends a team's notifications; there is one per team, so more are collected while it waits."""
    return Job(f"ladder/{team}", 0, "gather", at, data={"team": team}, urgency=1)


def closed_until(rules: Rules, team: str, network: str, at: datetime) -> datetime | None:
    """Return when the team opens next; None while it is open, when it never opens, and for an unknown team."""
    if team not in rules.teams:
        return None
    hours = read_hours(rules.team(team).hours_for(network))
    return None if hours.is_open(at) else hours.next_open(at)


def _notify(tx: Tx, case: Case, clock: SlaTimer, level: int, ask: Ask, collect_for: timedelta) -> None:
    heard_once = Ask(ask.by, ask.at, f"{case.number}@clock/{clock.kind}/{clock.run}/{level}")
    done = do(tx, case.number, heard_once, warn, kind=clock.kind, level=level)
    if done.events and level > REMIND:
        _add(tx, case.route.team, Warned(case.number, clock.kind, level), ask.at, ask.at + collect_for)


def _add(tx: Tx, team: str, warned: Warned, at: datetime, tell_at: datetime) -> None:
    tx.add_warning(team, warned, at)
    tx.add_jobs([flush_job(team, tell_at)])


def _warning_job(team: str, channel: str, warned: Sequence[Warned], at: datetime) -> Job:
    late = [[each.case, each.clock.value, each.level] for each in warned]
    place = int(at.timestamp() * 1_000_000)
    data = {"team": team, "late": late}
    return Job(
        f"ladder/{team}/said", place, "warn_team", at, data=data, gate=channel_gate(channel), urgency=1
    )
