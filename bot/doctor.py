"""The doctor: looks at settings, rules, database, Slack and the networks, and says what to do."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.app import SLACK_TIMEOUT, utc_now
from bot.budget import Spending, money
from bot.desk.names import Names
from bot.desk.wire import look, open_client
from bot.job import CannotTell, Declined, NotSent
from bot.manifest import SCOPES
from bot.networks.table import open_networks
from bot.routing import Rules, RulesError, check_examples, read_rules
from bot.routing.rules import ON_SHIFT, Team
from bot.rulebook import read_file
from bot.settings import Settings, SettingsError, read_settings
from bot.store import NewerSchema, SchemaBehind, Unreachable, open_store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: in order, or what is wrong and what to do."""

    about: str
    says: str
    trouble: bool = False

    def __str__(self) -> str:
        return f"{'✗' if self.trouble else '✓'} {self.about}: {self.says}"


async def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Everything that can be looked at, one finding each. Changes nothing but a SQLite file's schema."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [Finding(fault.name, f"{fault.wrong}. {fault.remedy}", trouble=True) for fault in error.faults]
    rules, findings = await _rules(settings)
    findings = [_settings(settings), *findings, *await _database(settings)]
    token = settings.slack_bot_token.get_secret_value()
    async with open_client(token, settings.slack_api_url, SLACK_TIMEOUT) as client:
        findings += [finding async for finding in _slack(client, settings, rules)]
    return findings + [finding async for finding in _networks(settings)]


def _settings(settings: Settings) -> Finding:
    """What was given, in the environment or in `.env`, without its secrets."""
    shown = settings.redacted()
    given = [f"    {name.upper()}: {shown[name.upper()]}" for name in sorted(settings.model_fields_set)]
    return Finding("settings", "\n".join(["complete; given are", *given]))


async def _rules(settings: Settings) -> tuple[Rules | None, list[Finding]]:
    """The rules in force, wherever they stand, and whether they can be used."""
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
    return rules, failures or [Finding("rules", f"{counts}; in force: {name} ({rules.version})")]


async def _saved(settings: Settings) -> tuple[str, str] | None:
    """The name and the text of the rules saved in the store; None where the file is in force, or no store answers."""
    store = open_store(settings.database_url)
    try:
        await store.start()
        saved = await store.transact(lambda tx: tx.latest_rules())
        text = await store.transact(lambda tx: tx.rules_text(saved.number)) if saved else None
    except (SchemaBehind, NewerSchema, Unreachable):
        return None
    finally:
        await store.close()
    if saved is None or text is None:
        return None
    return f"version {saved.number} of the store, before {settings.routing_rules.name}", text


async def _database(settings: Settings) -> list[Finding]:
    store = open_store(settings.database_url)
    kind = "Postgres" if settings.database_url.startswith("postgres") else "SQLite"
    try:
        await store.start()
        waiting = await store.transact(lambda tx: tx.jobs_waiting())
        buried = await store.transact(lambda tx: tx.buried())
        spending = await store.transact(lambda tx: tx.spending(utc_now()))
    except (SchemaBehind, NewerSchema, Unreachable) as error:
        return [Finding("database", str(error), trouble=True)]
    finally:
        await store.close()
    costs = _costs(spending, settings.monthly_budgets or {})
    if buried:
        given_up = f"{len(buried)} jobs were given up; their cards offer Try again"
        return [Finding("database", given_up, trouble=True), *costs]
    return [Finding("database", f"{kind}, {waiting} jobs waiting"), *costs]


def _costs(spending: Mapping[str, Spending], budgets: Mapping[str, float]) -> list[Finding]:
    """What each network cost this month, and whether its budget is used up."""
    return [
        _cost(name, spending.get(name, Spending()), budgets.get(name))
        for name in sorted({*spending, *budgets})
    ]


def _cost(name: str, spent: Spending, budget: float | None) -> Finding:
    used_up = budget is not None and spent.share(budget) >= 1
    of_budget = f" of {money(budget)}" if budget is not None else ", no budget set"
    said = f"{money(spent.dollars)}{of_budget}; {spent.reads} posts read, {spent.replies} replies sent"
    remedy = ". The budget is used up and posts that cost are not read; raise MONTHLY_BUDGETS to read on"
    return Finding(f"costs of {name} this month", said + (remedy if used_up else ""), trouble=used_up)


async def _slack(client: AsyncWebClient, settings: Settings, rules: Rules | None) -> AsyncIterator[Finding]:
    scopes = ""

    async def greet() -> AsyncSlackResponse:
        nonlocal scopes
        response = await client.auth_test()
        scopes = str(response.headers.get("x-oauth-scopes", ""))
        return response

    try:
        answer = await look(greet())
    except (Declined, NotSent) as error:
        yield Finding("Slack", error.why, trouble=True)
        return
    yield Finding("Slack", f"{answer['user']} in {answer['team']}")
    yield _scopes(scopes)
    names = Names(client, utc_now)
    channels = {settings.alert_channel: "alerts"}
    channels |= {team.channel: f"team {team.name}" for team in (rules.teams.values() if rules else ())}
    for channel, why in channels.items():
        yield await _channel(client, names, channel, why)
    for finding in await _people(names, _named(rules) if rules else {}):
        yield finding
    if settings.agents_group:
        yield await _group(names, settings.agents_group)


def _scopes(header: str) -> Finding:
    granted = {scope.strip() for scope in header.split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        said = f"missing {', '.join(missing)}. Add them under OAuth & Permissions and install the app again."
        return Finding("scopes", said, trouble=True)
    return Finding("scopes", "all granted")


async def _channel(client: AsyncWebClient, names: Names, channel: str, why: str) -> Finding:
    about = f"channel {channel} ({why})"
    try:
        found = (await look(client.conversations_info(channel=await names.channel(channel))))["channel"]
    except (Declined, NotSent) as error:
        return Finding(about, error.why, trouble=True)
    if found.get("is_archived"):
        return Finding(about, "is archived. Unarchive it or name another in the rules.", trouble=True)
    if not found.get("is_member"):
        return Finding(about, "Baton is not in it. Say /invite @Baton there.", trouble=True)
    return Finding(about, "Baton is in it")


async def _people(names: Names, named: Mapping[str, list[str]]) -> list[Finding]:
    """One finding for each person and group that is named and Slack does not have; one for all where it does."""
    looked = [await _absence(names, name, places) for name, places in named.items()]
    absent = [finding for finding in looked if finding]
    if absent or not named:
        return absent
    return [Finding("people and groups", f"Slack has all {len(named)} that the rules name")]


def _named(rules: Rules) -> dict[str, list[str]]:
    """Whom the rules name, and under which keys of which team or rule."""
    named: dict[str, list[str]] = {}
    for place, listed in (*_of_teams(rules.teams.values()), *_of_rules(rules)):
        for name in dict.fromkeys(listed):
            if name != ON_SHIFT:
                named.setdefault(name, []).append(place)
    return named


def _of_teams(teams: Iterable[Team]) -> Iterator[tuple[str, Iterable[str]]]:
    for team in teams:
        yield f"notify of team {team.name}", team.notify
        yield f"members of team {team.name}", team.members
        yield f"lead of team {team.name}", team.lead
        yield f"rota of team {team.name}", [name for duty in team.rota for name in duty.people]
        yield f"skills of team {team.name}", [name for _, able in team.skills for name in able]


def _of_rules(rules: Rules) -> Iterator[tuple[str, Iterable[str]]]:
    """Whom rules notify in place of their team."""
    for rule in (rules.otherwise, *rules.rules):
        if not rule.goes_on and rule.route.ignored is None:
            of_team = rules.team(rule.route.team).notify
            yield f"notify of rule {rule.name}", [name for name in rule.route.notify if name not in of_team]


async def _absence(names: Names, name: str, places: list[str]) -> Finding | None:
    about = f"{name} ({', '.join(places)})"
    try:
        if await names.is_there(name):
            return None
    except (Declined, NotSent) as error:
        return Finding(about, error.why, trouble=True)
    said = "Slack has no such person or group (any more). Correct the name in the rules, or take it out."
    return Finding(about, said, trouble=True)


async def _group(names: Names, group: str) -> Finding:
    try:
        members = await names.members(group)
    except (Declined, NotSent) as error:
        return Finding("AGENTS_GROUP", error.why, trouble=True)
    return Finding("AGENTS_GROUP", f"{len(members)} people may act")


async def _networks(settings: Settings) -> AsyncIterator[Finding]:
    networks = open_networks(settings)
    if not networks:
        yield Finding("networks", "none is set up; posts come only by *Escalate to service*")
    for network in networks:
        try:
            await network.start()
            yield Finding(network.title, f"answers go out as {network.account}")
            for trouble in await network.troubles():
                yield Finding(network.title, trouble, trouble=True)
        except (Declined, NotSent, CannotTell) as error:
            yield Finding(network.title, error.why, trouble=True)
        finally:
            await network.stop()
