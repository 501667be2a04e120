"""Giving out a team's waiting cases to whoever is on shift and has room, and taking back what nobody accepted."""

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
# While cases wait for somebody: shifts begin, loans and groups change, caps are raised.
LOOK_AGAIN = timedelta(minutes=1)


async def give_out(context: TaskContext, job: Job) -> RunAgain | None:
    """Give each waiting case of the team to somebody; comes back while any is left. Where nobody has room for one,
    nobody has room for the next either."""
    team = context.roster.team(job.data["team"])
    if team is None or not team.assign:
        return None
    who = await context.roster.who(team)
    waiting = await context.book.store.transact(lambda tx: tx.waiting(team.name, AT_ONCE))
    for case in waiting:
        if not await _give(context, job, team, who, case):
            return RunAgain(context.now() + LOOK_AGAIN)
    return RunAgain(context.now()) if len(waiting) == AT_ONCE else None


async def take_back_late(context: TaskContext, job: Job) -> None:
    """The time to accept is over: if nobody did, the case waits again."""
    await context.book.do(job.data["case"], context.ask(job), take_back, number=job.data["event"])


async def _give(context: TaskContext, job: Job, team: Team, who: Directory, seen: Case) -> bool:
    """Whether the case found somebody, or no longer needs anybody; all that decides is read where it is written."""
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
            raise Clash("they claimed another case meanwhile: choose again")
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
        Candidate(each, held.get(each, 0), turns.get(each, ""), each in able, each in case.tried)
        for each in people
    ]


def _wanted(context: TaskContext, team: Team, case: Case) -> tuple[str, ...]:
    """The skills the case asks for: its tags, and the language it is written in."""
    if not team.skills:
        return ()
    return (*case.route.tags, language_of(case.first.text, context.rules().languages))
