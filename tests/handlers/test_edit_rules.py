"""The rules edited in Slack: rights, refusals, and errors under their fields."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.services.rulebook.versions import base_of, save
from bot.slack.views.rule_text_parts import parts_of, rule_parts
from handlers import edit_rules
from tests.handlers.front import Answer, Front, open_front

RULES = (Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
LEAD, STRANGER = "U0RUTH", "U0AINO"
MORE = "# more\n"


@pytest.fixture
async def editing(tmp_path: Path) -> AsyncIterator[Front]:
    """Run a Baton whose rules a lead (by id) and the service team (by group) may edit."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    settings = {"ROUTING_RULES": str(tmp_path / "rules.yaml"), "RULES_EDITORS": f"{LEAD}, @service-team"}
    async with open_front(tmp_path, AGENTS_GROUP="@billing-team", **settings) as front:
        yield front


def fields(text: str) -> dict[str, str]:
    """Return the window's fields for these rules."""
    return {f"part_{place}": part.text for place, part in enumerate(rule_parts(text))}


async def check(front: Front, typed: dict[str, str], user: str = LEAD, **about: Any) -> Answer:
    base = await base_of(front.baton.rulebook)
    carried = {"number": base.number, "version": base.version, "steps": [], **about}
    return await front.submit("rules", carried, user, **typed)


async def jobs(front: Front, kind: str) -> list[dict[str, Any]]:
    text = "select data from jobs where kind = :kind"
    rows = await front.baton.store.transact(lambda tx: tx.sql.rows(text, kind=kind))
    return [json.loads(row["data"]) for row in rows]


async def test_without_editors_nobody_may_and_is_told_whom_to_ask(front: Front) -> None:
    said = (await front.command("rules", LEAD)).words
    assert said == "Rule editing in Slack is off. Ask your Baton admin to set RULES_EDITORS."
    assert front.windows() == []


@pytest.mark.parametrize("user", [LEAD, "U0PRIYA"])
async def test_an_editor_gets_the_window_without_being_an_agent(editing: Front, user: str) -> None:
    await editing.command("rules", user)
    assert editing.windows() == ["rules_list"]


async def test_nobody_else_may_open_check_save_undo_or_restore(editing: Front) -> None:
    """Pitfall 34 (docs/pitfalls.md): what a button or a window carries gives no right."""
    await save(editing.baton.rulebook, RULES + MORE, author=LEAD, note="")
    refused = f"Only {LEAD}, @service-team may edit the rules. Ask them."
    assert (await editing.command("rules", STRANGER)).words == refused
    for answer in (
        await check(editing, fields(RULES), STRANGER),
        await editing.submit("rules_save", {"draft": "x"}, STRANGER, note=""),
        await editing.submit("rules_list", {"steps": []}, STRANGER),
        await editing.submit("rule_form", {"steps": []}, STRANGER, name="x"),
    ):
        assert refused in json.dumps(answer.body)
    words = edit_rules.ROUTES.buttons
    for word in words:
        await editing.press(word, "1", STRANGER)
    assert editing.told(STRANGER) == [refused] * len(words)
    for text in ("rules add", "rules yaml", "rules history"):
        assert (await editing.command(text, STRANGER)).words == refused
    assert (await base_of(editing.baton.rulebook)).number == 1


async def test_in_a_thread_the_word_brings_a_button_that_opens_the_window(editing: Front) -> None:
    """Pitfall 5 (docs/pitfalls.md)."""
    await editing.say("!rules", LEAD)
    assert "Edit the routing rules in a window:" in editing.told(LEAD)[0]
    await editing.press("edit_rules", "rules", LEAD)
    assert editing.windows() == ["rules_list"]


async def test_faults_stand_under_their_fields_with_line_column_and_remedy(editing: Front) -> None:
    typed = fields(RULES)
    place = next(name for name, part in typed.items() if "team: billing" in part and "- name" in part)
    typed[place] = typed[place].replace("team: billing", "team: biling")
    answer = await check(editing, typed)
    assert answer.body["response_action"] == "errors"
    ((field, said),) = answer.body["errors"].items()
    assert field == place
    assert said.startswith("Line 4 “then: {team: biling, tags: [billing]}”: ")
    assert 'Team "biling" is not defined. Did you mean "billing"?' in said
    assert await jobs(editing, "preview") == []


async def test_a_failing_example_is_a_fault_as_well(editing: Front) -> None:
    """Pitfall 54 (docs/pitfalls.md)."""
    failing = RULES.rstrip() + '\n  - {text: "quux", expect: {team: billing}}\n'
    typed = fields(RULES)
    last = list(typed)[-1]
    typed[last] = failing.removeprefix(RULES[: RULES.rindex(typed[last])])
    answer = await check(editing, typed)
    assert "example" in answer.body["errors"][last]


async def test_a_window_of_an_older_baton_has_its_own_fields(editing: Front) -> None:
    base = await base_of(editing.baton.rulebook)
    typed = {f"part_{place}": part for place, part in enumerate(parts_of(RULES))}
    typed["part_0"] += "# mine\n"
    answer = await editing.submit("rules", {"number": base.number, "version": base.version}, LEAD, **typed)
    assert answer.body["response_action"] == "push"


async def test_nothing_changed_is_said(editing: Front) -> None:
    answer = await check(editing, {name: part.strip() for name, part in fields(RULES).items()})
    assert answer.body["errors"] == {"part_0": "Nothing has changed yet."}


async def test_good_rules_are_tried_first_and_saved_only_then(editing: Front) -> None:
    typed = fields(RULES)
    typed["part_0"] = typed["part_0"].rstrip() + "\n# mine\n"
    answer = await check(editing, typed)
    assert answer.body["response_action"] == "push"
    (job,) = await jobs(editing, "preview")
    assert answer.body["view"]["external_id"] == job["draft"]
    assert (await base_of(editing.baton.rulebook)).number == 0
    for _ in range(2):
        answer = await editing.submit("rules_save", {"draft": job["draft"]}, LEAD, note="mine")
        assert answer.body["response_action"] == "update"
        assert answer.body["view"]["clear_on_close"]
        assert "Version 1 of the rules is active for everyone." in json.dumps(answer.body)
    base = await base_of(editing.baton.rulebook)
    assert base.number == 1
    assert "# mine\n" in base.text
    assert len(await jobs(editing, "alert")) == 1


async def test_the_second_of_two_editors_is_told_who_saved_and_keeps_the_window(editing: Front) -> None:
    typed = fields(RULES)
    typed["part_0"] += "# mine\n"
    await save(editing.baton.rulebook, RULES + "# theirs\n", author="U0PRIYA", note="theirs")
    version = (await base_of(editing.baton.rulebook)).version
    answer = await check(editing, typed, number=0, version=version)
    assert answer.body["response_action"] == "push"
    assert "<@U0PRIYA> saved version 1 of the rules in the meantime (theirs)" in json.dumps(
        answer.body["view"]
    )


async def test_a_file_that_is_gone_when_the_window_is_sent_is_said(editing: Front) -> None:
    base = await base_of(editing.baton.rulebook)
    editing.baton.rulebook.file.unlink()
    carried = {"number": base.number, "version": base.version}
    answer = await editing.submit("rules", carried, LEAD, **fields(RULES + MORE))
    assert answer.status == 200
    assert "These rules cannot be used. The file cannot be read: " in json.dumps(answer.body)


async def test_a_draft_from_long_ago_must_be_checked_again(editing: Front) -> None:
    answer = await editing.submit("rules_save", {"draft": "long-gone"}, LEAD, note="")
    assert "This check has expired." in json.dumps(answer.body)


async def test_the_history_is_listed_and_restored_from(editing: Front) -> None:
    for text in (RULES + MORE, RULES + "# second\n"):
        await save(editing.baton.rulebook, text, author=LEAD, note="")
    answer = await editing.command("rules history", LEAD)
    assert "active" in answer.words
    await editing.press("restore_rules", "1", LEAD)
    assert editing.told(LEAD) == ["Restored: version 3 of the rules is active."]
    assert (await base_of(editing.baton.rulebook)).text == RULES + MORE


async def test_the_home_tab_of_an_editor_has_a_button_others_have_none(editing: Front) -> None:
    for user in (LEAD, STRANGER):
        opened = {"type": "app_home_opened", "user": user, "event_ts": f"1.{len(user)}", "tab": "home"}
        await editing.event(opened | {"channel": f"D{user}"})
    homes = editing.sandbox.server.views.homes
    assert "edit_rules" in json.dumps(homes[LEAD])
    assert "edit_rules" not in json.dumps(homes[STRANGER])


@pytest.mark.parametrize("word", ["undo_rules", "restore_rules"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 12, "9" * 30])
async def test_a_button_that_names_no_version_is_refused_privately(
    editing: Front, word: str, value: str
) -> None:
    """Pitfall 34 (docs/pitfalls.md): it may be of an older Baton."""
    assert (await editing.press(word, value, LEAD)).status == 200
    assert len(editing.told(LEAD)) == 1


@pytest.mark.parametrize("word", ["rule_edit", "rule_up", "rules_next", "rule_try", "rule_pause"])
@pytest.mark.parametrize("value", ["", "x", "9" * 30])
async def test_a_button_of_a_list_that_is_gone_does_no_harm(editing: Front, word: str, value: str) -> None:
    """Pitfall 34 (docs/pitfalls.md): it may be pressed in a window of an older Baton, or in none."""
    assert (await editing.press(word, value, LEAD)).status in (200, 400)
    assert (await base_of(editing.baton.rulebook)).number == 0


async def test_rules_that_are_no_longer_valid_are_said_and_can_be_fixed_as_yaml(editing: Front) -> None:
    editing.baton.rulebook.file.write_text(RULES.replace("team: billing", "team: biling"), encoding="utf-8")
    said = (await editing.command("rules", LEAD)).words
    assert "These rules cannot be used" in said
    assert "/baton rules yaml" in said
    await editing.command("rules yaml", LEAD)
    assert editing.windows() == ["rules"]


class TestRightsAreIdsAndGroups:
    """A display name, or a person of that name, is never taken for a user group."""

    async def test_a_display_name_opens_no_rules(self, tmp_path: Path) -> None:
        async with open_front(tmp_path, RULES_EDITORS="@priyanka") as front:
            users = front.sandbox.slack.users
            users["U0JONAS"].is_restricted, users["U0JONAS"].display_name = True, "priyanka"
            users["U0MIRA"].name = users["U0MIRA"].display_name = "priyanka"
            for user in ("U0JONAS", "U0MIRA"):
                await front.command("rules", user)
                assert "edit_rules" not in await front.home(user)
            said = (await front.command("rules", "U0MIRA")).words
            assert said == (
                "RULES_EDITORS names @priyanka: There is no user group @priyanka. Only user ids and user groups give"
                " rights."
            )
            assert front.windows() == []

    @pytest.mark.parametrize("named", ["@service-team", "S0SERVICE"])
    async def test_a_group_that_is_gone_leaves_nobody_an_editor(self, tmp_path: Path, named: str) -> None:
        async with open_front(tmp_path, RULES_EDITORS=f"{named}, {LEAD}") as front:
            front.sandbox.slack.users["U0PRIYA"].display_name = "service-team"
            del front.sandbox.slack.groups["S0SERVICE"]
            assert "There is no user group" in (await front.command("rules", "U0PRIYA")).words
            assert front.windows() == []
            await front.command("rules", LEAD)
            assert front.windows() == ["rules_list"]

    async def test_a_guest_in_an_editors_place_must_be_named_as_an_agent_too(self, tmp_path: Path) -> None:
        async with open_front(tmp_path, RULES_EDITORS="U0JONAS") as front:
            front.sandbox.slack.users["U0JONAS"].is_restricted = True
            assert "You are a guest" in (await front.command("rules", "U0JONAS")).words
            assert front.windows() == []


class TestNamesInTheRules:
    async def named(self, front: Front, name: str) -> Answer:
        """Return the checked rules with this name in place of the billing team's group."""
        typed = fields(RULES)
        place = next(key for key, part in typed.items() if '"@billing-team"' in part)
        typed[place] = typed[place].replace("@billing-team", name)
        return await check(front, typed)

    async def test_a_name_nobody_bears_is_refused_with_those_who_may_be_meant(self, editing: Front) -> None:
        users = editing.sandbox.slack.users
        users["U0AINO"].name, users["U0AINO"].display_name = "aino.s", "Aino"
        users["U0FEMI"].team_id, users["U0FEMI"].display_name = "T0OTHER", "aino"
        users["U0JONAS"].is_restricted, users["U0JONAS"].display_name = True, "ａｉｎｏ"
        answer = await self.named(editing, "@aino")
        assert answer.body["response_action"] == "errors"
        ((_, said),) = answer.body["errors"].items()
        assert '“notify: ["@aino"]”: ' in said
        assert "Slack has no user group or full member with the user name @aino." in said
        assert "Similar: U0AINO (aino.s), U0FEMI (femi, external), U0JONAS (jonas, guest)" in said
        assert "Write the id or the user name" in said
        assert await jobs(editing, "preview") == []

    @pytest.mark.parametrize("name", ["@aino", "U0AINO", "S0BILLING", "@service-team", "@here"])
    async def test_names_that_slack_has_are_taken(self, editing: Front, name: str) -> None:
        assert (await self.named(editing, name)).body["response_action"] == "push"

    async def test_names_are_not_refused_while_slack_does_not_answer(self, editing: Front) -> None:
        for method in ("users.list", "usergroups.list"):
            editing.sandbox.faults.arm(method, "500", times=9)
        assert (await self.named(editing, "@nobody")).body["response_action"] == "push"

    async def test_a_name_in_force_that_is_gone_keeps_nobody_from_another_change(
        self, editing: Front
    ) -> None:
        del editing.sandbox.slack.groups["S0BILLING"]
        typed = fields(RULES)
        typed["part_0"] = typed["part_0"].rstrip() + "\n# mine\n"
        assert (await check(editing, typed)).body["response_action"] == "push"
