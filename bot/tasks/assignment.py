"""Automatic assignment: give waiting cases to agents with capacity, and take back those not accepted in time."""

from datetime import datetime, timedelta

from bot.case import Ask, Case, Status, assign, take_back
from bot.jobs.job import Job
from bot.nlp import language_of
from bot.outbox import RunAgain
from bot.routing import Team
from bot.services.casebook import do
from bot.shifts import Candidate, Directory, on_shift, pick, skilled
from bot.store import Clash
from bot.store.tx import Tx
from bot.tasks.context import BOT, TaskContext

AT_ONCE = 50
# Pause while cases wait for an agent: shifts begin, people join the team, limits are raised.
LOOK_AGAIN = timedelta(minutes=1)


async def assign_waiting(context: TaskContext, job: Job) -> RunAgain | None:
    """Assign each waiting case of the team, and come back while any is left.

    When no agent has capacity for one case, no agent has it for the next. Raise Clash when a limit is reached
    meanwhile.
    """
    team = context.roster.team(job.data["team"])
    if team is None or not team.assign:
        return None
    who = await context.roster.who(team)
    waiting = await context.book.store.transact(lambda tx: tx.waiting(team.name, AT_ONCE))
    for case in waiting:
        if not await _assign_one(context, job, team, who, case):
            return RunAgain(context.now() + LOOK_AGAIN)
    return RunAgain(context.now()) if len(waiting) == AT_ONCE else None


async def end_unaccepted(context: TaskContext, job: Job) -> None:
    """Return a case to the queue if it was not accepted in time."""
    await context.book.do(job.data["case"], context.ask(job), take_back, number=job.data["event"])


async def _assign_one(context: TaskContext, job: Job, team: Team, who: Directory, seen: Case) -> bool:
    """Assign the case and return true, also when it no longer waits; false when no agent has capacity.

    Everything is read in the transaction that writes, so two workers cannot exceed an agent's limit. Raise Clash when
    the agent claimed another case meanwhile.
    """
    now = context.now()
    ask = Ask(BOT, now, f"{job.lane}/{seen.number}/{seen.version}")

    def work(tx: Tx) -> bool:
        case = tx.case(seen.number)
        if case is None or case.status is not Status.WAITING or case.route.team != team.name or case.snooze:
            return True
        chosen = pick(team, _candidates(context, tx, team, who, case, now))
        if chosen is None:
            return False
        until = now + timedelta(seconds=team.accept_within)
        do(tx, case.number, ask, assign, to=chosen.person, until=until, anew=chosen.tried)
        if team.cap is not None and tx.held_after_others(chosen.person) > team.cap:
            raise Clash("The agent claimed another case meanwhile: choose again")
        tx.give_turn(team.name, chosen.person, now)
        return True

    return await context.book.store.transact(work)


def _candidates(
    context: TaskContext, tx: Tx, team: Team, who: Directory, case: Case, at: datetime
) -> list[Candidate]:
    people = [shift.person for shift in on_shift(team, who, tx.said(team.name, at), at)]
    held, turns = tx.held(people), tx.turns(team.name)
    able = skilled(team, who, _wanted(context, team, case))
    return [
        Candidate(
            person=each,
            held=held.get(each, 0),
            given_at=turns.get(each, ""),
            skilled=each in able,
            tried=each in case.tried,
        )
        for each in people
    ]


def _wanted(context: TaskContext, team: Team, case: Case) -> tuple[str, ...]:
    """Return the skills the case asks for: its tags and the language of its first post."""
    if not team.skills:
        return ()
    return (*case.route.tags, language_of(case.first.text, context.rules().languages))
