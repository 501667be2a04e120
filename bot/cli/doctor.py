"""The doctor: checks of settings, rules, database, Slack and networks, each with its fix."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.app import SLACK_TIMEOUT, utc_now
from bot.cli.findings import Finding, costs, last_read
from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.registry import open_networks
from bot.roles import PERSON_ID, Person, Role
from bot.routing import Rules, RulesError, check_examples, people_named, read_rules
from bot.services.rulebook import read_file
from bot.settings import Settings, SettingsError, read_settings
from bot.settings.types import names_in
from bot.slack.auth import Identity
from bot.slack.client import fetch, open_client
from bot.slack.directory import Names
from bot.slack.manifest import SCOPES
from bot.slack.socket_mode import new_address
from bot.slack.views.candidates import described, unknown_name
from bot.slack.workspace import Workspace
from bot.store import NewerSchema, SchemaBehind, Unreachable, Unreadable, open_store
from bot.store.clock import StoreClock
from bot.store.heartbeat import STEP
from bot.store.preflight import before_start


async def examine(environ: Mapping[str, str], machine: Callable[[], datetime] = utc_now) -> list[Finding]:
    """Run every check and return one finding each. Changes nothing. `machine` is the machine's clock."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [Finding(fault.name, f"{fault.wrong}. {fault.remedy}", trouble=True) for fault in error.faults]
    rules, findings = await _rules(settings)
    findings = [_settings(settings), *findings, *await _database(settings, machine), _alarms(settings)]
    token = settings.slack.bot_token.get_secret_value()
    async with open_client(token, settings.slack.api_url, SLACK_TIMEOUT) as client:
        findings += [finding async for finding in _slack(client, settings, rules)]
    return findings + [finding async for finding in _networks(settings)]


def _settings(settings: Settings) -> Finding:
    """Return the settings that are set, in the environment or in `.env`, without secrets."""
    shown = settings.redacted()
    given = [f"    {name}: {shown[name]}" for name in sorted(settings.given())]
    return Finding("settings", "\n".join(["valid; set are", *given]))


def _alarms(settings: Settings) -> Finding:
    """Return how Baton alerts people when Slack itself is in trouble."""
    ways = [
        name
        for name, way in (("webhook", settings.alert.webhook_url), ("e-mail", settings.alert.email))
        if way
    ]
    none = "none. Set ALERT_WEBHOOK_URL or ALERT_EMAIL to be alerted when Slack is unavailable"
    return Finding("alerts outside Slack", f"by {' and '.join(ways)}" if ways else none)


async def _rules(settings: Settings) -> tuple[Rules | None, list[Finding]]:
    """Return the active rules, from the store or the file, and findings about them."""
    try:
        name, text = await _saved(settings) or (
            settings.routing_rules.name,
            read_file(settings.routing_rules),
        )
        rules = read_rules(text, name)
    except RulesError as error:
        return None, [Finding("rules", str(error), trouble=True)]
    failures = [
        Finding("rules", f"{name}:{f.line}: example {f.message}", trouble=True) for f in check_examples(rules)
    ]
    counts = f"{len(rules.teams)} teams, {len(rules.rules)} rules"
    return rules, failures or [Finding("rules", f"{counts}; active: {name} ({rules.version})")]


async def _saved(settings: Settings) -> tuple[str, str] | None:
    """Return name and text of the rules saved in the store; None when the file is active or no store answers."""
    store = open_store(settings.database.url)
    try:
        if before_start(settings.database.url):
            return None
        await store.start()
        saved = await store.transact(lambda tx: tx.latest_rules())
        text = await store.transact(lambda tx: tx.rules_text(saved.number)) if saved else None
    except (SchemaBehind, NewerSchema, Unreachable):
        return None
    finally:
        await store.close()
    if saved is None or text is None:
        return None
    return f"version {saved.number} in the store, which overrides {settings.routing_rules.name}", text


async def _database(settings: Settings, machine: Callable[[], datetime]) -> list[Finding]:
    store = open_store(settings.database.url, clock=StoreClock(machine))
    kind = "Postgres" if settings.database.url.startswith("postgres") else "SQLite"
    try:
        if pending := before_start(settings.database.url):
            return [Finding("database", pending)]
        await store.start()
        waiting = await store.transact(lambda tx: tx.jobs_waiting())
        buried = await store.transact(lambda tx: tx.dead_letters())
        spending = await store.transact(lambda tx: tx.spending(utc_now()))
        holds = await store.transact(lambda tx: tx.holds())
        unread = await store.transact(lambda tx: (tx.unreadable_cases(), tx.set_aside()))
        read_at = await store.transact(lambda tx: tx.read_at())
    except (SchemaBehind, NewerSchema, Unreachable) as error:
        return [Finding("database", str(error), trouble=True)]
    finally:
        await store.close()
    found = [Finding("database", f"{kind}, {waiting} jobs waiting")]
    clocks = [_clocks(store.clock.machine_ahead)] if kind == "Postgres" else []
    if buried:
        remedy = "To retry: python -m bot retry --all, or /baton retry in Slack"
        count = "1 job" if len(buried) == 1 else f"{len(buried)} jobs"
        found = [Finding("database", f"{count} failed permanently. {remedy}", trouble=True)]
    on_hold = [
        Finding(f"on hold: {hold.key}", f"since {hold.since:%H:%M} UTC. {hold.why}", True) for hold in holds
    ]
    read = last_read(settings, read_at, utc_now())
    return [
        *found,
        *clocks,
        *on_hold,
        *read,
        *_unread(*unread),
        *costs(spending, settings.monthly_budgets or {}),
    ]


def _clocks(ahead: timedelta) -> Finding:
    """Return a finding on whether this machine's clock and the database's agree."""
    apart = f"{abs(ahead).total_seconds():.1f} seconds"
    if abs(ahead) <= STEP:
        return Finding("clock", f"{apart} from the database's")
    where = "ahead of" if ahead > timedelta() else "behind"
    return Finding(
        "clock",
        f"this machine's clock is {apart} {where} the database's. Baton counts by the database's, so nothing is sent "
        "twice. Turn on time synchronization (NTP) on the machine that is wrong.",
        trouble=True,
    )


def _unread(cases: Iterable[Unreadable], jobs: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a finding for each row that Baton cannot read, with the fix."""
    for case in cases:
        yield Finding("rows", case.why, trouble=True)
    for key, why in jobs:
        repair = "After the repair, set its column buried to 0"
        yield Finding("rows", f"the job {key} was set aside. {why} {repair}", trouble=True)


async def _slack(client: AsyncWebClient, settings: Settings, rules: Rules | None) -> AsyncIterator[Finding]:
    scopes = ""

    async def greet() -> AsyncSlackResponse:
        nonlocal scopes
        response = await client.auth_test()
        scopes = str(response.headers.get("x-oauth-scopes", ""))
        return response

    try:
        answer = await fetch(greet())
    except (Declined, NotSent) as error:
        yield Finding("Slack", error.why, trouble=True)
        return
    yield Finding("Slack", f"{answer['user']} in {answer['team']}")
    yield _scopes(scopes)
    if token := settings.slack.app_token:
        yield await _socket(client, token.get_secret_value())
    home = Identity(client).home
    names = Names(client, home, utc_now)
    channels = {settings.alert.channel: "alerts"}
    channels |= {team.channel: f"team {team.name}" for team in (rules.teams.values() if rules else ())}
    for channel, why in channels.items():
        yield await _channel(client, names, channel, why, guarded=bool(settings.agents_group))
    for finding in await _people(names, people_named(rules) if rules else {}):
        yield finding
    for finding in await _rights(settings, names, Workspace(client, names, home, utc_now)):
        yield finding


async def _socket(client: AsyncWebClient, token: str) -> Finding:
    """Check that Slack would open a socket, without opening one."""
    try:
        await new_address(client, token)
    except (Declined, NotSent) as error:
        return Finding("Socket Mode", error.why, trouble=True)
    return Finding("Socket Mode", "Slack opens a socket for Baton")


def _scopes(header: str) -> Finding:
    granted = {scope.strip() for scope in header.split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        said = f"missing {', '.join(missing)}. Add them under OAuth & Permissions and reinstall the app."
        return Finding("scopes", said, trouble=True)
    return Finding("scopes", "all granted")


async def _channel(client: AsyncWebClient, names: Names, channel: str, why: str, *, guarded: bool) -> Finding:
    about = f"channel {channel} ({why})"
    try:
        found = (await fetch(client.conversations_info(channel=await names.channel(channel))))["channel"]
    except (Declined, NotSent) as error:
        return Finding(about, error.why, trouble=True)
    if found.get("is_archived"):
        return Finding(about, "is archived. Unarchive it or use another channel in the rules.", trouble=True)
    if not found.get("is_member"):
        return Finding(about, "Baton is not a member. Type /invite @Baton there.", trouble=True)
    if found.get("is_ext_shared") and not guarded:
        said = "is shared with another company. Set AGENTS_GROUP, so that only your agents can act in it."
        return Finding(about, said, trouble=True)
    return Finding(about, "Baton is a member")


async def _people(names: Names, named: Mapping[str, list[str]]) -> list[Finding]:
    """Return one finding for each named person or group that Slack lacks, or one that Slack has them all."""
    looked = [await _absence(names, name, places) for name, places in named.items()]
    absent = [finding for finding in looked if finding]
    if absent or not named:
        return absent
    return [Finding("people and groups", f"all {len(named)} in the rules exist in Slack")]


async def _absence(names: Names, name: str, places: list[str]) -> Finding | None:
    about = f"{name} ({', '.join(places)})"
    try:
        unknown = await names.look_alikes([name])
    except (Declined, NotSent) as error:
        return Finding(about, error.why, trouble=True)
    return Finding(about, unknown_name(name, unknown[name]), trouble=True) if name in unknown else None


async def _rights(settings: Settings, names: Names, slack: Workspace) -> list[Finding]:
    """Return for each setting that gives rights how many people have them, or which names give none."""
    visitors = names_in(settings.external_agents)
    given = {
        "AGENTS_GROUP": ("may act", names_in(settings.agents_group)),
        "EXTERNAL_AGENTS": ("from outside may act", visitors),
        "RULES_EDITORS": ("may edit the rules", names_in(settings.rules_editors)),
    }
    found: list[Finding] = []
    for setting, (what, named) in given.items():
        if named:
            found += await _right(setting, what, named, names, slack, visitors)
    return found


async def _right(
    setting: str, what: str, named: Iterable[str], names: Names, slack: Workspace, visitors: Iterable[str]
) -> list[Finding]:
    people: set[str] = set()
    troubles: list[str] = []
    for name in named:
        try:
            if re.fullmatch(PERSON_ID, name):
                troubles += _no_rights(await slack.person(name), name in visitors)
                people.add(name)
            else:
                people |= await slack.group_members(name)
        except Declined as refusal:
            troubles.append(await _no_group(name, refusal, names))
        except NotSent as failure:
            troubles.append(failure.why)
    said = [Finding(setting, trouble, trouble=True) for trouble in troubles]
    return said or [Finding(setting, f"{len(people)} people {what}")]


def _no_rights(person: Person, named_as_visitor: bool) -> list[str]:
    """Return why a person named by id gets no rights; nothing when they do."""
    match person.role:
        case Role.GONE | Role.APP:
            return [f"{person.id} is {_A[person.role]}. Remove it."]
        case Role.GUEST | Role.EXTERNAL if not named_as_visitor:
            return [f"{person.id} is {_A[person.role]}, who can only view. Add them to EXTERNAL_AGENTS."]
    return []


_A = {
    Role.GONE: "a deactivated account",
    Role.APP: "an app",
    Role.GUEST: "a guest",
    Role.EXTERNAL: "a person from another workspace",
}


async def _no_group(name: str, refusal: Declined, names: Names) -> str:
    """Return that `name` is no group and so gives no rights, with people of a similar name to list by id."""
    said = f"{name}: {refusal.why} Only user ids and user groups give rights."
    try:
        people = await names.people_like(name)
    except (Declined, NotSent):
        return said
    return f"{said} Similar: {', '.join(map(described, people))}." if people else said


async def _networks(settings: Settings) -> AsyncIterator[Finding]:
    networks = open_networks(settings)
    if not networks:
        yield Finding("networks", "none is configured; cases come only from *Escalate to service*")
    for network in networks:
        try:
            await network.start()
            yield Finding(network.title, f"replies are sent as {network.account}")
            for trouble in await network.troubles():
                yield Finding(network.title, trouble, trouble=True)
        except (Declined, NotSent, CannotTell) as error:
            yield Finding(network.title, error.why, trouble=True)
        finally:
            await network.stop()
