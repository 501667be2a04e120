"""The doctor looks at a whole set-up and says what to do."""

import os
import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import utc_now
from bot.budget import Bill, Spending
from bot.cli.demo import demo_environ
from bot.cli.doctor import examine
from bot.cli.doctor_blocks import examine_blocks, faults_of
from bot.cli.findings import Finding
from bot.jobs.job import Job
from bot.settings import read_settings
from bot.slack.client import open_client
from bot.slack.gallery import Specimen
from bot.store import open_store
from bot.store.migrations import STEPS
from bot.store.rule_versions import SavedRules
from bot.store.tx import Tx
from sandbox import Sandbox
from sandbox.slack.conversation import archive, leave
from sandbox.slack.seed import APP_TOKEN, BOT_USER
from tests.bot.store.samples import NOW

TEAMS = """
teams:
  care:
    channel: "#service"
    notify: [on shift, "@here", "@careteam"]
    members: ["@service-team", "@ruht"]
    lead: ["@ruth", "@ruht"]
  billing:
    channel: "#billing"
    rota:
      - {people: ["@aino", "@ruht", U0LEON], days: mon-fri, from: "08:00", to: "14:00"}
      - {people: ["@ruht"], days: sat, from: "08:00", to: "14:00"}
    skills: {german: ["@aino", S0GERMAN]}
default: {team: care, notify: ["@careteam", "@rest"]}
rules:
  - {name: vip, when: {words: [vip]}, then: {team: care, notify: [on shift, "@channel", "@bos"]}}
  - {name: tagged, when: {words: [tag]}, then: {continue: true, tags: [a]}}
"""


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(0)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def environ(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    environ = demo_environ(sandbox, tmp_path / "doctor.db", AGENTS_GROUP="@service-team")
    return {"PYTHON_DOTENV_DISABLED": "1", **environ}


async def troubles(environ: dict[str, str]) -> list[str]:
    return [str(finding) for finding in await examine(environ) if finding.trouble]


async def said(environ: dict[str, str]) -> str:
    return "\n".join(map(str, await examine(environ)))


async def test_a_complete_set_up_has_no_trouble(environ: dict[str, str]) -> None:
    findings = await examine(environ)
    assert [str(f) for f in findings if f.trouble] == []
    told = "\n".join(map(str, findings))
    assert "✓ X: replies are sent as @larkspur_help" in told
    assert "✓ scopes: all granted" in told
    assert "✓ AGENTS_GROUP: 3 people may act" in told
    assert "✓ people and groups: all 5 in the rules exist in Slack" in told


async def test_every_missing_setting_is_a_finding_of_its_own() -> None:
    findings = await examine({"PYTHON_DOTENV_DISABLED": "1"})
    assert {f.about for f in findings} == {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}


async def test_the_settings_given_are_shown_and_no_secret(environ: dict[str, str]) -> None:
    told = await said(environ)
    assert "✓ settings: valid; set are\n    AGENTS_GROUP: @service-team\n" in told
    assert "    SLACK_BOT_TOKEN: set\n" in told
    for secret in read_settings(environ).secrets():
        assert secret not in told


async def test_channels_baton_cannot_post_in_are_named(sandbox: Sandbox, environ: dict[str, str]) -> None:
    """Cover docs/pitfalls.md, 27."""
    leave(sandbox.slack, sandbox.slack.channel("#billing"), BOT_USER)
    archive(sandbox.slack, sandbox.slack.channel("#outage"), "U0RUTH")
    said = "\n".join(await troubles(environ))
    assert "channel #billing (team billing): Baton is not a member. Type /invite @Baton there." in said
    assert "channel #outage (team outage): is archived" in said


async def test_a_missing_scope_is_named(sandbox: Sandbox, environ: dict[str, str]) -> None:
    sandbox.slack.scopes.discard("usergroups:read")
    assert any("scopes: missing usergroups:read" in said for said in await troubles(environ))


async def test_what_does_not_work_without_a_scope_is_said(sandbox: Sandbox, environ: dict[str, str]) -> None:
    sandbox.slack.scopes -= {"im:write", "im:history"}
    (said,) = [each for each in await troubles(environ) if "scopes: missing" in each]
    assert "missing im:history, im:write. Add them under OAuth & Permissions and reinstall the app." in said
    assert "Without im:write, Baton sends no direct messages; it notifies people in the thread." in said


async def test_refused_tokens_are_said_and_never_shown(environ: dict[str, str]) -> None:
    environ |= {"SLACK_BOT_TOKEN": "xoxb-wrong-token"}
    said = "\n".join(await troubles(environ))
    assert "Copy the bot token again" in said
    assert "xoxb-wrong-token" not in said


async def test_a_broken_rules_file_is_quoted_with_its_line(environ: dict[str, str], tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("teams: {a: {channel: '#a'}}\ndefault: {team: b}\n", encoding="utf-8")
    environ |= {"ROUTING_RULES": str(rules)}
    assert any("rules.yaml:2" in said for said in await troubles(environ))


async def test_people_and_groups_slack_does_not_have_are_named_with_team_and_key(
    sandbox: Sandbox, environ: dict[str, str], tmp_path: Path
) -> None:
    sandbox.slack.users["U0LEON"].has_left = True
    rules = tmp_path / "rules.yaml"
    rules.write_text(TEAMS, encoding="utf-8")
    environ |= {"ROUTING_RULES": str(rules)}
    name = "Slack has no user group or full member with the user name {0}. Correct the name, or remove it."
    id_ = "Slack has no active person or group {0}. Correct the id, or remove it."
    assert await troubles(environ) == [
        f"✗ {absent} ({places}): {said.format(absent)}"
        for absent, places, said in (
            ("@careteam", "notify of team care", name),
            ("@ruht", "members of team care, lead of team care, rota of team billing", name),
            ("U0LEON", "rota of team billing", id_),
            ("S0GERMAN", "skills of team billing", id_),
            ("@rest", "notify of rule default", name),
            ("@bos", "notify of rule vip", name),
        )
    ]


async def test_without_a_rules_file_the_one_channel_is_named_and_looked_at(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    del environ["ROUTING_RULES"]
    told = await said(environ)
    assert "✓ rules: 1 teams, 1 rules; active: built-in rules (" in told
    assert "There is no rules file, so every post goes to one channel" in told
    assert "✓ channel #baton-alerts (team support): Baton is a member" in told
    assert await troubles({**environ, "ROUTING_RULES": "rules.yaml"}) != []


async def test_rules_saved_in_the_store_are_examined_in_place_of_the_file(
    environ: dict[str, str], tmp_path: Path
) -> None:
    assert "rules; active: routing_rules.yaml (" in await said(environ)
    fine = "teams: {a: {channel: '#service'}}\ndefault: {team: a}\n"
    await saved(environ, 1, fine)
    assert (
        "✓ rules: 1 teams, 0 rules; active: version 1 in the store, which overrides routing_rules.yaml ("
        in await said(environ)
    )
    await saved(environ, 2, fine.replace("team: a", "team: b"))
    assert any("version 2 in the store" in told and ":2:" in told for told in await troubles(environ))


async def saved(environ: dict[str, str], number: int, text: str) -> None:
    store = open_store(environ["DATABASE_URL"])
    await store.start()
    row = SavedRules(number, "U0RUTH", utc_now(), "", "abc")
    await store.transact(lambda tx: tx.save_rules(row, text))
    await store.close()


@pytest.mark.parametrize(
    ("ahead", "said"), [(90, "ahead of the database's"), (-7_200, "behind the database's")]
)
async def test_a_machine_whose_clock_is_not_the_databases_is_named(
    environ: dict[str, str], ready_postgres: str, ahead: int, said: str
) -> None:
    environ |= {"DATABASE_URL": ready_postgres}
    (fault,) = [
        str(finding)
        for finding in await examine(environ, lambda: utc_now() + timedelta(seconds=ahead))
        if finding.trouble
    ]
    assert "clock: this machine's clock is " in fault
    assert f" seconds {said}. Baton counts by the database's" in fault
    assert "Turn on time synchronization (NTP)" in fault
    assert await troubles(environ) == []


async def test_what_the_month_cost_is_said_and_a_used_up_budget_is_a_fault(environ: dict[str, str]) -> None:
    environ |= {"MONTHLY_BUDGETS": "x=2"}
    store = open_store(environ["DATABASE_URL"])
    await store.start()
    assert "✓ costs of x this month: $0 of $2; 0 posts read, 0 replies sent" in await said(environ)
    for _ in range(2):
        await store.transact(lambda tx: tx.spend(Bill("x", Spending(200, 1, 1_010_000)), utc_now()))
    await store.close()
    found = "✗ costs of x this month: $2.02 of $2; 400 posts read, 2 replies sent. The budget is used up"
    assert found in await said(environ)
    del environ["MONTHLY_BUDGETS"]
    assert "✓ costs of x this month: $2.02, no budget set; 400 posts read" in await said(environ)


async def test_what_was_given_up_and_what_is_on_hold_is_said_with_the_remedy(environ: dict[str, str]) -> None:
    assert "✓ alerts outside Slack: none. Set ALERT_WEBHOOK_URL or ALERT_EMAIL" in await said(environ)
    store = open_store(environ["DATABASE_URL"])
    await store.start()

    def fill(tx: Tx) -> None:
        tx.add_jobs([Job("alert/1", 0, "alert", NOW, {})])
        job = tx.lease(NOW, NOW + timedelta(minutes=1))
        assert job is not None
        tx.dead_letter(job, "no")
        tx.begin_hold("slack:C0BILLING", NOW, "The channel is archived. Unarchive it.")

    await store.transact(fill)
    await store.close()
    assert await troubles(environ) == [
        "✗ database: 1 job failed permanently. To retry: python -m bot retry --all, or /baton retry in Slack",
        "✗ on hold: slack:C0BILLING: since 09:00 UTC. The channel is archived. Unarchive it.",
    ]
    environ |= {"ALERT_WEBHOOK_URL": "https://hooks.example/key"}
    assert "✓ alerts outside Slack: by webhook" in await said(environ)


async def test_when_each_source_was_read_is_said_and_one_that_was_not_for_minutes_is_a_fault(
    environ: dict[str, str],
) -> None:
    store = open_store(environ["DATABASE_URL"])
    await store.start()
    await store.transact(lambda tx: tx.move_cursor("x/mentions", "7", utc_now()))
    assert "✓ last read: x/mentions: " in await said(environ)
    await store.transact(lambda tx: tx.move_cursor("x/mentions", "7", utc_now() - timedelta(hours=1)))
    await store.close()
    (found,) = await troubles(environ)
    assert found.startswith("✗ last read: x/mentions: ")
    assert found.endswith("Check that a worker is running and that nothing is on hold")


def test_a_finding_reads_as_one_line() -> None:
    assert str(Finding("Slack", "fine")) == "✓ Slack: fine"


async def test_a_setting_that_gives_rights_to_no_group_is_named_with_whom_may_be_meant(
    sandbox: Sandbox, environ: dict[str, str]
) -> None:
    sandbox.slack.users["U0JONAS"].display_name = "editors"
    environ |= {"RULES_EDITORS": "@ruth, U0PRIYA, @editors", "AGENTS_GROUP": "@gone"}
    only = "Only user ids and user groups give rights."
    assert await troubles(environ) == [
        f"✗ AGENTS_GROUP: @gone: There is no user group @gone. {only}",
        f"✗ RULES_EDITORS: @ruth: There is no user group @ruth. {only} Similar: U0RUTH (ruth).",
        f"✗ RULES_EDITORS: @editors: There is no user group @editors. {only} Similar: U0JONAS (jonas).",
    ]


async def test_whom_rights_do_nothing_for_is_named(sandbox: Sandbox, environ: dict[str, str]) -> None:
    users = sandbox.slack.users
    users["U0JONAS"].is_restricted, users["U0FEMI"].team_id, users["U0AINO"].has_left = True, "T0OTHER", True
    environ |= {"AGENTS_GROUP": "@service-team, U0JONAS, U0FEMI, U0AINO", "EXTERNAL_AGENTS": "U0FEMI"}
    assert await troubles(environ) == [
        "✗ AGENTS_GROUP: U0JONAS is a guest, who can only view. Add them to EXTERNAL_AGENTS.",
        "✗ AGENTS_GROUP: U0AINO is a deactivated account. Remove it.",
    ]
    assert "✓ EXTERNAL_AGENTS: 1 people from outside may act" in await said(environ)


async def test_agents_must_be_named_where_a_channel_is_shared(
    sandbox: Sandbox, environ: dict[str, str]
) -> None:
    sandbox.slack.channels["C0SERVICE"].connected.append("T0OTHER")
    assert await troubles(environ) == []
    del environ["AGENTS_GROUP"]
    (found,) = await troubles(environ)
    assert found == (
        "✗ channel #service (team service): is shared with another company. Set AGENTS_GROUP, so that only your"
        " agents can act in it."
    )


async def test_a_display_name_in_the_rules_is_answered_with_the_user_name(
    sandbox: Sandbox, environ: dict[str, str], tmp_path: Path
) -> None:
    users = sandbox.slack.users
    users["U0RUTH"].name, users["U0RUTH"].display_name = "ruth.c", "Ruth"
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "teams: {a: {channel: '#service', notify: ['@ruth']}}\ndefault: {team: a}\n", encoding="utf-8"
    )
    (found,) = await troubles(environ | {"ROUTING_RULES": str(rules)})
    assert "Similar: U0RUTH (ruth.c). Write the id or the user name" in found


async def test_a_database_that_is_not_there_is_not_made(environ: dict[str, str], tmp_path: Path) -> None:
    assert "✓ database: SQLite; doctor.db does not exist yet: the first start creates it" in await said(
        environ
    )
    assert os.listdir(tmp_path) == []


async def test_a_database_of_an_earlier_version_is_left_as_it_is(
    environ: dict[str, str], tmp_path: Path
) -> None:
    store = open_store(environ["DATABASE_URL"])
    await store.start()
    last = await store.transact(lambda tx: tx.sql.rows("select max(number) as last from steps")[0]["last"])
    await store.transact(lambda tx: tx.sql.run("delete from steps where number = :last", last=last))
    await store.close()
    before = (tmp_path / "doctor.db").read_bytes()
    steps = f"{STEPS[-2].number} of {last}"
    expected = f"✓ database: SQLite, at step {steps}: the next start applies the pending migrations"
    assert expected in await said(environ)
    assert (tmp_path / "doctor.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"These are notes, and no database. " * 40, "is not a SQLite database"),
        (None, "There is no folder"),
    ],
)
async def test_a_database_that_cannot_be_one_is_said_with_its_remedy(
    environ: dict[str, str], tmp_path: Path, content: bytes | None, trouble: str
) -> None:
    path = tmp_path / "notes.txt" if content else tmp_path / "none" / "baton.db"
    if content:
        path.write_bytes(content)
    found = await troubles(environ | {"DATABASE_URL": str(path)})
    assert [line for line in found if line.startswith("✗ database") and trouble in line]
    assert content is None or path.read_bytes() == content


async def test_a_database_of_another_program_is_not_taken_for_ours(
    environ: dict[str, str], tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "doctor.db") as other:
        other.execute("create table recipes (name text)")
    other.close()
    found = await troubles(environ)
    assert [line for line in found if "doctor.db is a database of another program" in line]


async def test_an_app_token_that_opens_no_socket_is_said_with_its_remedy(environ: dict[str, str]) -> None:
    token = "xapp-1-wrong-wrong-wrong"
    found = await troubles(environ | {"SLACK_APP_TOKEN": token})
    assert [line for line in found if line.startswith("✗ Socket Mode") and "SLACK_APP_TOKEN" in line]
    assert token not in str(found)
    assert "✓ Socket Mode: Slack opens a socket" in await said(environ | {"SLACK_APP_TOKEN": APP_TOKEN})


async def test_every_message_and_window_is_checked_by_slack_and_nothing_is_posted(
    sandbox: Sandbox, environ: dict[str, str]
) -> None:
    (finding,) = await examine_blocks(environ)
    assert re.fullmatch(
        r"✓ blocks: \d+ messages and \d+ windows checked; Slack accepts all of them", str(finding)
    )
    assert {call.method for call in sandbox.slack.journal} == {"blocks.validate"}


async def test_what_slack_refuses_is_named_with_its_place(sandbox: Sandbox) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": [{"type": "chart"}]}
    async with open_client(sandbox.slack.bot_token, f"{sandbox.url}/api/", 10.0) as client:
        found = await faults_of(client, Specimen("window: chart", view))
    assert found == [
        "must be less than 25 characters at /view/title/text",
        "unsupported type: chart at /view/blocks/0/type",
    ]


async def test_a_refusal_fails_the_check(sandbox: Sandbox, environ: dict[str, str]) -> None:
    sandbox.faults.arm("blocks.validate", "error:invalid_message", times=1)
    refused, counted = await examine_blocks(environ)
    assert str(refused).startswith("✗ card, unassigned: first posting: ")
    assert str(counted).endswith("; 1 refused")
    assert counted.trouble


async def test_without_a_valid_token_the_check_says_so(environ: dict[str, str]) -> None:
    (finding,) = await examine_blocks(environ | {"SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert "Slack rejected Baton's token" in str(finding)
