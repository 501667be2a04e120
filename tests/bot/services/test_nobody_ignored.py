"""Whatever people, customers, rules and timers do in any order: nobody is ignored or notified twice."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from bot import case as verbs
from bot.case import Ask, Case, ClockKind, Event, Refused, Resolution, apply, begin, fold
from bot.case.clocks import next_check
from bot.jobs.build import assign_job, retime_jobs
from bot.jobs.job import Job
from bot.mention import Author, Mention
from bot.nlp import SentimentClassifier
from bot.outbox import RunAgain
from bot.routing import Rules, read_rules, refreshed, reroute, with_hours
from bot.services.casebook import Casebook
from bot.services.edits import Changes
from bot.services.escalation import closed_until
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.sentiment import SentimentTraining
from bot.shifts import AvailabilityOverride, Directory, on_shift
from bot.slack import Desk
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from bot.tasks import TaskContext, run
from bot.tasks.assignment import LOOK_AGAIN
from tests.bot.case.world import AINO, LEON, RUTH, post

T = TypeVar("T")
BEGUN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # a Friday, 15:00 in Berlin
MINUTE = timedelta(minutes=1)
PEOPLE, CUSTOMERS, CASES = (AINO, RUTH, LEON), range(3), range(1_001, 1_009)
# What the outbox does without Slack.
INSIDE = {"tick", "gather", "wake", "take_back", "assign", "retime"}
OFFICE, LONGER = (
    "{zone: Europe/Berlin, open: {mon-fri: '09:00-17:00'}}",
    "{zone: UTC, open: {mon-sat: '07:00-20:00'}}",
)
TARGETS = "targets: {claim: 15m, next_response: 30m, resolution: 8h, hand_off: 20m, guidance: 20m}"
SERVICE = f"service: {{channel: '#service', first_response: 1h, {TARGETS}, hours: %s, outside: %s, members: [{LEON}]}}"
BILLING = f"billing: {{channel: '#billing', members: [{AINO}, {RUTH}], cap: 2, first_response: 40m%s}}"
NIGHT = "night: {channel: '#night', hours: {zone: UTC, open: {mon-sun: '22:00-06:00'}}}"
TO_BILLING = "[{name: bill, when: {words: [bill]}, then: {team: billing}}]"
PAUSES = ", snooze: pauses the clock"
ROUND_ROBIN = ", assign: round robin, hours: " + OFFICE


def rules_of(teams: list[str], rules: str = "[]") -> Rules:
    listed = "".join(f"  {team}\n" for team in teams)
    return read_rules(f"teams:\n{listed}default: {{team: service}}\nrules: {rules}\n")


RULES = (
    rules_of([SERVICE % (OFFICE, "wait"), BILLING % ROUND_ROBIN], TO_BILLING),
    rules_of([SERVICE % (LONGER, "go on"), BILLING % f", assign: least loaded{PAUSES}"], TO_BILLING),
    rules_of([SERVICE % (OFFICE, "night"), BILLING % "", NIGHT], TO_BILLING),
    rules_of([SERVICE % (LONGER, "wait"), NIGHT]),
)


class Desks(RuleBasedStateMachine):
    """Three people, three customers, eight cases at most; the clock stands still until it is put forward."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="baton-nobody-"))
        self.now, self.in_force, self.asked = BEGUN, RULES[0], 0
        self.posts: list[Mention] = []
        self.read: dict[int, int] = {}
        store = open_store(f"sqlite:///{self.folder / 'baton.db'}")
        self.wait(store.start())
        self.context = self._tools(store)

    def _tools(self, store: Store) -> TaskContext:
        roster = Roster(store, lambda: self.in_force, _themselves)
        book = Casebook(
            store, lambda team: self.in_force.teams[team].cap if team in self.in_force.teams else None
        )
        intake = Intake(store, lambda: self.in_force, merge=timedelta(hours=24), reopen=timedelta(hours=72))
        desk = cast(Desk, None)  # of what is said in Slack nothing is carried out here
        return TaskContext(
            book=book,
            intake=intake,
            desk=desk,
            networks={},
            rules=lambda: self.in_force,
            roster=roster,
            alerts="#alerts",
            now=lambda: self.now,
            training=SentimentTraining(store, SentimentClassifier()),
        )

    def teardown(self) -> None:
        self.wait(self.context.book.store.close())
        self.loop.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait(self, work: Coroutine[Any, Any, T] | Awaitable[T]) -> T:
        async def waited() -> T:
            return await work

        return self.loop.run_until_complete(waited())

    def transact(self, work: Callable[[Tx], T]) -> T:
        return self.wait(self.context.book.store.transact(work))

    @initialize()
    def somebody_asks(self) -> None:
        self.a_post(0, 0, True)

    # What customers do.

    @rule(who=st.sampled_from(CUSTOMERS), late=st.integers(0, 90), bill=st.booleans())
    def a_post(self, who: int, late: int, bill: bool) -> None:
        number = len(self.posts)
        author = Author(f"ana{who}", "Ana", 7, f"7{who}")
        words = f"my bill is wrong {number}" if bill else f"no internet {number}"
        written = replace(
            post(str(number), author), text=words, conversation=str(who), posted_at=self.now - late * MINUTE
        )
        self.posts.append(written)
        self.wait(self.context.intake.take([written], self.now))

    @rule(place=st.integers(0, 50))
    def a_change(self, place: int) -> None:
        changed = replace(self.posts[place % len(self.posts)], text=f"changed {self.now}")
        self.wait(self.context.intake.take([], self.now, changes=Changes((changed,))))

    @rule(place=st.integers(0, 50))
    def a_withdrawal(self, place: int) -> None:
        gone = self.posts[place % len(self.posts)].key
        self.wait(self.context.intake.take([], self.now, changes=Changes((), (gone,))))

    # What people do.

    @rule(
        number=st.sampled_from(CASES),
        who=st.sampled_from(PEOPLE),
        verb=st.sampled_from(
            (verbs.claim, verbs.release, verbs.take_over, verbs.mark_answered, verbs.wake, verbs.reopen)
        ),
    )
    def a_verb(self, number: int, who: str, verb: Any) -> None:
        self.tried(number, who, verb)

    @rule(number=st.sampled_from(CASES), who=st.sampled_from(PEOPLE), for_=st.sampled_from((None, 10, 600)))
    def a_snooze(self, number: int, who: str, for_: int | None) -> None:
        self.tried(number, who, verbs.snooze, until=self.now + for_ * MINUTE if for_ else None)

    @rule(number=st.sampled_from(CASES), who=st.sampled_from(PEOPLE), how=st.sampled_from(list(Resolution)))
    def an_end(self, number: int, who: str, how: Resolution) -> None:
        self.tried(number, who, verbs.resolve, resolution=how, because="settled")

    @rule(
        number=st.sampled_from(CASES),
        who=st.sampled_from(PEOPLE),
        place=st.integers(0, 2),
        back=st.booleans(),
    )
    def a_hand_over(self, number: int, who: str, place: int, back: bool) -> None:
        if case := self.cases().get(number):
            teams = list(self.in_force.teams)
            route = with_hours(
                self.in_force,
                reroute(self.in_force, teams[place % len(teams)], case.route, "because"),
                case.first,
            )
            self.tried(
                number, who, verbs.send_back if back else verbs.hand_over, route=route, reason="because"
            )

    @rule(number=st.sampled_from(CASES), who=st.sampled_from(PEOPLE), asked=st.booleans())
    def a_question(self, number: int, who: str, asked: bool) -> None:
        case = self.cases().get(number)
        if asked:
            self.tried(number, who, verbs.ask_guidance, question="how?", person=LEON)
        elif case and case.guidance:
            self.tried(number, who, verbs.give_guidance, number=case.guidance[0].number)

    @rule(who=st.sampled_from(PEOPLE), is_on=st.booleans(), hours=st.integers(1, 12))
    def a_shift(self, who: str, is_on: bool, hours: int) -> None:
        toggles = [
            AvailabilityOverride(team, who, is_on, self.now + timedelta(hours=hours))
            for team in self.in_force.teams
        ]
        self.wait(self.context.roster.toggle(toggles, Ask("U0AINO", self.now, f"shift {self.now}")))

    def tried(self, number: int, who: str, verb: Any, /, **details: Any) -> None:
        """A refused verb changes nothing."""
        before = self.transact(_everything)
        self.asked += 1
        ask = Ask(who, self.now, f"asked {self.asked}")
        book = self.context.book
        if verb is verbs.reopen and (case := self.cases().get(number)):
            details["route"] = refreshed(self.in_force, case.route, case.first)
        try:
            taking = verb in (verbs.claim, verbs.take_over)
            self.wait(book.take(number, ask, verb) if taking else book.do(number, ask, verb, **details))
        except Refused:
            assert self.transact(_everything) == before

    # What changes by itself.

    @rule(place=st.integers(0, len(RULES) - 1))
    def other_rules(self, place: int) -> None:
        """Their cases are timed anew at once; what they give out is looked for within the hour."""
        self.in_force = to = RULES[place]
        given = [assign_job(team.name, self.now) for team in to.teams.values() if team.assign]
        self.transact(lambda tx: tx.add_jobs([*retime_jobs(to.teams, to.version, self.now), *given]))
        self.work()

    @rule(minutes=st.sampled_from((0, 1, 5, 11, 20, 45, 120, 500, 1_500)))
    def time_passes(self, minutes: int) -> None:
        self.now += minutes * MINUTE
        self.work()

    def work(self) -> None:
        """Everything is done whose time has come."""
        while job := self.transact(lambda tx: tx.lease(self.now, self.now + MINUTE)):
            outcome = self.wait(run(self.context, job)) if job.kind in INSIDE else None
            self.transact(lambda tx, job=job, outcome=outcome: self._finish(tx, job, outcome))  # type: ignore[misc]

    def _finish(self, tx: Tx, job: Job, outcome: object) -> None:
        if isinstance(outcome, RunAgain):
            tx.ask_again(job, outcome.at)
        tx.finish(job, self.now, 0.0, None)

    # What holds at any time.

    @invariant()
    def a_journal_folds_to_its_case(self) -> None:
        for case in self.cases().values():
            event_log = self.event_log(case)
            assert fold(case.number, event_log) == case
            self._new_events_are_right(case, event_log)

    def _new_events_are_right(self, case: Case, event_log: list[Event]) -> None:
        read = self.read.get(case.number, 0)
        before: Case = begin(case.number, event_log[0])
        for event in event_log[1:]:
            if event.number > read:
                self._is_right(before, event)
            before = apply(before, event)
        self.read[case.number] = case.version

    def _is_right(self, before: Case, event: Event) -> None:
        """A rung is told once, and while the team is there; a case is given to somebody on shift."""
        if event.kind == "warned":
            clock = before.clock(ClockKind(event.data["clock"]))
            assert clock is not None
            assert clock.notified < event.data["rung"]
            assert closed_until(self.in_force, before.route.team, "x", event.at) is None
        if event.kind == "assigned":
            team = self.in_force.teams[before.route.team]
            said = self.wait(self.context.roster.said(team, event.at))
            who = self.wait(self.context.roster.who(team))
            assert event.data["to"] in [each.person for each in on_shift(team, who, said, event.at)]

    @invariant()
    def whoever_waits_for_an_answer_has_a_clock(self) -> None:
        for case in self.cases().values():
            clock = case.response_clock
            assert (clock is None) == (case.asked_at is None)
            assert case.due_at == (clock.due_at if clock else None)
            assert clock is None or (clock.since is None) == (case.snoozed and case.route.snooze_pauses)

    @invariant()
    def every_open_case_counts_by_the_hours_of_now(self) -> None:
        for case in self.cases().values():
            if case.status is not verbs.Status.RESOLVED:
                assert case.route.hours == refreshed(self.in_force, case.route, case.first).hours
                assert all(clock.hours == case.route.hours for clock in case.clocks)

    @invariant()
    def whatever_is_not_told_yet_has_its_timer(self) -> None:
        jobs = self.jobs()
        for case in self.cases().values():
            opens = closed_until(self.in_force, case.route.team, "x", self.now)
            for clock in case.clocks:
                look = next_check(clock, self.now)
                if look is not None:
                    timer = jobs[f"{case.number}@clock/0/tick"]
                    # Of a team that is gone nobody knows any more when it would have opened.
                    gone = case.route.team not in self.in_force.teams
                    assert gone or timer.run_at <= max(look, opens or look)

    @invariant()
    def what_stands_for_a_while_comes_to_its_end(self) -> None:
        jobs = self.jobs()
        for case in self.cases().values():
            if case.assignment:
                back = jobs[f"{case.number}@assignment/{case.assignment.number}/0/take_back"]
                assert back.run_at == case.assignment.until
            if case.snooze:
                wakes = jobs[f"{case.number}@snooze/{case.snooze.number}/0/wake"]
                assert case.snooze.until in (None, wakes.run_at)

    @invariant()
    def what_waits_is_given_out(self) -> None:
        jobs = self.jobs()
        for case in self.cases().values():
            team = self.in_force.teams.get(case.route.team)
            if team and team.assign and case.status is verbs.Status.WAITING and not case.snoozed:
                assert jobs[assign_job(team.name, self.now).key].run_at <= self.now + LOOK_AGAIN

    def cases(self) -> dict[int, Case]:
        return self.transact(lambda tx: tx.cases(CASES))

    def event_log(self, case: Case) -> list[Event]:
        return self.transact(lambda tx: tx.event_log(case.number))

    def jobs(self) -> dict[str, Job]:
        rows = self.transact(lambda tx: tx.sql.rows("select lane, position, kind, run_at from jobs"))
        found = [Job(r["lane"], r["position"], r["kind"], datetime.fromisoformat(r["run_at"])) for r in rows]
        return {job.key: job for job in found}


async def _themselves(names: Any) -> Directory:
    """The rules name people by their ids."""
    return {name: frozenset([name]) for name in names}


def _everything(tx: Tx) -> list[list[dict[str, Any]]]:
    """All that a verb may change."""
    return [tx.sql.rows(f"select * from {table} order by 1, 2") for table in ("cases", "events", "jobs")]


@pytest.mark.slow
def test_whatever_happens_nobody_is_ignored() -> None:
    few = settings(max_examples=30, stateful_step_count=30)
    run_state_machine_as_test(Desks, settings=few)
