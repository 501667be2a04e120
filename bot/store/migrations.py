"""Migrations of the schema as numbered steps: each is applied once, in order, and never changed afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.store.driver import Driver, Sql
from bot.store.errors import NewerSchema, SchemaBehind
from bot.store.timestamps import to_text


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. `number` is its place, `name` what it brings (stored in the table `steps`)."""

    number: int
    name: str
    statements: tuple[str, ...]


def migrate(driver: Driver, now: datetime, steps: Sequence[Migration] | None = None) -> list[str]:
    """Apply the missing steps, all or none, and return their names.

    Raise NewerSchema for a database of a later version.
    """
    steps = STEPS if steps is None else steps
    with driver.transaction(marked=False) as sql:
        driver.lock_schema(sql)
        sql.run(
            "create table if not exists steps (number integer primary key, name text not null, at text not null)"
        )
        missing = [step for step in steps if step.number > _reached(sql, steps)]
        for step in missing:
            for statement in step.statements:
                sql.run(statement.format(counter=driver.counter))
            sql.run(
                "insert into steps (number, name, at) values (:number, :name, :at)",
                number=step.number,
                name=step.name,
                at=to_text(now),
            )
    return [f"{step.number} {step.name}" for step in missing]


def check(driver: Driver) -> None:
    """Check that the database has exactly the steps of this version. Raise SchemaBehind or NewerSchema if not."""
    with driver.transaction() as sql:
        known = sql.rows("select to_regclass('steps') as steps")[0]["steps"]
        reached = _reached(sql, STEPS) if known else 0
    if reached < STEPS[-1].number:
        raise SchemaBehind(
            f"The database is at step {reached} of {STEPS[-1].number}. Run: python -m bot migrate"
        )


def _reached(sql: Sql, steps: Sequence[Migration]) -> int:
    reached: int = sql.rows("select coalesce(max(number), 0) as reached from steps")[0]["reached"]
    if reached > steps[-1].number:
        raise NewerSchema(
            f"The database is at step {reached}, this version of Baton knows {steps[-1].number}. "
            "Start the newer version, or restore a backup made before it ran."
        )
    return reached


_CASES = (
    """create table cases (
        number integer primary key, version integer not null, status text not null, team text not null,
        owner text, priority integer not null, due_at text, opened_at text not null, answered_at text,
        resolved_at text, body text not null)""",
    # The status is a literal here and in the queries: with a bound value Postgres does not use the index.
    """create index cases_waiting on cases (team, priority, coalesce(due_at, '9'), number)
        where status = 'waiting'""",
    """create index cases_waiting_anywhere on cases (priority, coalesce(due_at, '9'), number)
        where status = 'waiting'""",
    """create index cases_owned on cases (owner, priority, coalesce(due_at, '9'), number)
        where status = 'claimed'""",
    "create index cases_late on cases (due_at, number) where status <> 'resolved'",
    "create index cases_late_of_team on cases (team, due_at, number) where status <> 'resolved'",
    """create table events (
        case_number integer not null, number integer not null, kind text not null, actor text not null,
        at text not null, request text not null, data text not null, primary key (case_number, number))""",
    "create unique index events_heard_once on events (case_number, request, kind)",
    "create table threads (channel text, ts text, case_number integer not null, primary key (channel, ts))",
    # A sequence on Postgres, where a counter in a row would make all openings of cases wait for each other.
    "{counter}",
)

_MENTIONS = (
    """create table mentions (
        key text primary key, outcome text not null, case_number integer, why text not null, at text not null,
        body text)""",
    "create table trails (key text primary key, case_number integer not null)",
    "create table cursors (source text primary key, cursor text not null, at text not null)",
    "create table notices (key text primary key, at text not null)",
)

_OUTBOX = (
    # again_at: when it must run once more, because it was asked for again while it ran.
    """create table jobs (
        lane text not null, position bigint not null, kind text not null, key text not null,
        gate text not null, urgency integer not null, run_at text not null, data text not null,
        attempts integer not null, asked integer not null, leased_until text, again_at text,
        buried integer not null default 0, trouble text, primary key (lane, position, kind))""",
    "create unique index jobs_key on jobs (key)",
    "create index jobs_pending on jobs (gate, urgency, run_at, lane) where buried = 0",
    "create index jobs_leased on jobs (leased_until) where leased_until is not null",
    "create index jobs_buried on jobs (lane) where buried = 1",
    "create table gates (key text primary key, next_at text not null)",
    "create table receipts (key text primary key, native_id text not null, url text not null, at text not null)",
)

_SPENDING = (
    """create table spending (
        month text not null, network text not null, reads bigint not null, replies bigint not null,
        micros bigint not null, primary key (month, network))""",
)

_REVIEWS = (
    # In the order of arrival, so that a recheck of the latest posts walks the index.
    "create index mentions_taken on mentions (at, key) where case_number is not null",
)

_PEOPLE = (
    "create table people (account text primary key, person text not null)",
    "create index people_person on people (person)",
    """create table pairs (
        one text not null, other text not null, said text not null, case_number integer not null,
        primary key (one, other))""",
    "create table customers (account text, case_number integer, primary key (account, case_number))",
    """create table addresses (
        address text not null, account text not null, own integer not null, primary key (address, account))""",
)

_RULES = (
    # version: the short hash of the text; empty, and without a text, when the file is in force again.
    """create table rule_versions (
        number integer primary key, author text not null, at text not null, note text not null,
        version text not null, text text)""",
)

_DRAFTS = (
    # base: the version of the text it was made from, and the number of the newest saved version then.
    """create table rule_drafts (
        id text primary key, author text not null, at text not null, base_number integer not null,
        base_version text not null, text text not null)""",
    # A replay walks what was ignored as it walks what went to a case.
    "create index mentions_ignored on mentions (at, key) where outcome = 'ignored'",
)

_MOODS = (
    # text: the post's words, empty once the author deleted it.
    """create table corrections (
        key text primary key, text text not null, label text not null, said_by text not null, at text not null)""",
    "create index corrections_latest on corrections (at, key)",
    "create table learned (version integer primary key, body text not null, at text not null)",
)

_SNOOZED = ("create index cases_snoozed on cases (number) where status = 'snoozed'",)

_SHIFTS = (
    """create table toggles (
        team text not null, person text not null, is_on integer not null, until text not null,
        primary key (team, person))""",
    """create table loans (
        team text not null, person text not null, lender text not null, until text not null,
        primary key (team, person))""",
    "create table holders (person text primary key, times bigint not null)",
    """create table turns (
        team text not null, person text not null, given_at text not null, primary key (team, person))""",
)

_BY_TEAM = (
    # Queues are read team by team, so these two indexes only made every write slower.
    "drop index cases_waiting_anywhere",
    "drop index cases_late",
)

# One message shows several of the ignored.
_SAMPLED = ("create index receipts_sampled on receipts (native_id) where key like 'sampled/%'",)

_TOPICS = (
    "create table topics (topic text not null, at text not null, key text not null, primary key (topic, at, key))",
)

_LADDER = (
    """create table warnings (
        team text, case_number integer, clock text, rung integer not null, at text not null,
        primary key (team, case_number, clock))""",
)

# How many attempts of a job ended with the platform saying when to come back.
_TOLD = ("alter table jobs add column told integer not null default 0",)

# held: the key of the hold a job waits for. Without the index every hold would walk all jobs.
_HOLDS = (
    "alter table jobs add column held text",
    "create index jobs_held on jobs (held) where held is not null",
    """create table holds (
        key text primary key, since text not null, why text not null, nudged_at text not null, shut_until text,
        announced integer not null default 0)""",
)

# The last transaction of each writer on Postgres (bot/store/commits.py), and when the store was last seen to write.
_COMMITS = (
    "create table commits (writer text primary key, number bigint not null, closed integer not null)",
    "create table pulses (name text primary key, at text not null)",
)

# Channels of Slack whose id changed, each with the one it has now.
_MOVED_CHANNELS = ("create table moved_channels (old text primary key, new text not null, at text not null)",)

# How many times longer than configured the pauses of a gate are, because the platform refused calls.
_SLOW_GATES = ("alter table gates add column slow real not null default 1",)

_IDEMPOTENCY = (
    """create table idempotency_keys (
        key text primary key, at text not null, answer text not null, refused integer not null)""",
)

# Time of the latest edit, if the network gives one: an older edit that arrives late is skipped.
_EDITED = ("alter table mentions add column edited_at text",)

# state: suspected, held (a person must confirm), confirmed.
_MISSING = ("create table missing (key text primary key, since text not null, state text not null)",)

# body: what was to be done, to which cases, and what became of each, so that it can be shown and undone later.
_BULKS = (
    "create table bulks (id text primary key, person text not null, at text not null, body text not null)",
    "create index bulks_person on bulks (person, at)",
)

# How people want to be notified.
_PREFERENCES = (
    "create table preferences (person text primary key, way text not null, off_shift integer not null)",
)

# Who escalated which case: people look for theirs on the Home tab.
_ESCALATED = (
    "create table escalated (person text, case_number integer, primary key (person, case_number))",
    "create index escalated_by_case on escalated (case_number)",
)

STEPS = (
    Migration(1, "cases and their journal", _CASES),
    Migration(2, "mentions and where they lead", _MENTIONS),
    Migration(3, "the outbox", _OUTBOX),
    Migration(4, "what the networks cost", _SPENDING),
    Migration(5, "posts that went to a case, in order", _REVIEWS),
    Migration(6, "who is the same person", _PEOPLE),
    Migration(7, "rules saved in the store", _RULES),
    Migration(8, "drafts of rules, and what was ignored in order", _DRAFTS),
    Migration(9, "how posts sound, as agents said", _MOODS),
    Migration(10, "snoozed cases, found quickly", _SNOOZED),
    Migration(11, "shifts, loans and turns", _SHIFTS),
    Migration(12, "cases are looked for by team", _BY_TEAM),
    Migration(13, "ignored posts that were shown", _SAMPLED),
    Migration(14, "topics in which rules look for a spike", _TOPICS),
    Migration(15, "what teams must still hear of their clocks", _LADDER),
    Migration(16, "jobs that were told to wait", _TOLD),
    Migration(17, "what jobs wait for while it is in trouble", _HOLDS),
    Migration(18, "what was committed, and when", _COMMITS),
    Migration(19, "channels whose id changed", _MOVED_CHANNELS),
    Migration(20, "how often platforms refuse calls", _SLOW_GATES),
    Migration(21, "requests that were heard", _IDEMPOTENCY),
    Migration(22, "when posts were edited", _EDITED),
    Migration(23, "posts that networks said are gone", _MISSING),
    Migration(24, "how people are notified", _PREFERENCES),
    Migration(25, "cases by their escalator", _ESCALATED),
    Migration(26, "work on many cases at once", _BULKS),
)
