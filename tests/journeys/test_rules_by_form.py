"""Marketing edits the rules in Slack without YAML: a new rule in one window, tried, previewed, published, routed by."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton, Patience
from bot.routing.editing import rules_of
from bot.routing.yaml_tree import read_tree
from bot.services.rulebook.versions import base_of, save
from tests.journeys.presses import counted
from tests.journeys.stage import Agent, Stage, playing, until
from tests.journeys.windows import button_of, shown

Json = dict[str, Any]
EDITOR = "U0RUTH"
SOON = Patience(rules=0.05)
FILE = """\
# Larkspur's rules. Ask the duty manager before you touch the urgent ones.
teams:
  social: {channel: "#social", title: Marketing}
  billing: {channel: "#billing", title: Billing}
  press: {channel: "#press"}
marketing: social
default: {team: social}
macros: {refunds: We refund within a week.}
rules:
  # Danger first.
  - name: danger   # always on top
    when: {words: [smoke, fire]}
    then: {team: press, priority: urgent}

  - name: bill
    when:
      words: [bill, bills]
      any: [{networks: [x]}, {networks: [email]}]   # nothing else
    then: {team: billing}

  - name: spam
    when: {phrases: [free money]}
    then: {ignore: advertising}
examples:
  - {text: my bill, expect: {rule: bill, team: billing}}
"""


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton, Agent]]:
    """What a form does is the same on each database, so one will do."""
    file = tmp_path / "rules.yaml"
    file.write_text(FILE, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with playing(url, tmp_path, SOON, ROUTING_RULES=str(file), RULES_EDITORS=EDITOR) as (stage, baton):
        yield stage, baton, stage.agent(EDITOR)


async def opened(editor: Agent, words: str = "", window: str = "rules_list") -> Json:
    await editor.command("social", f"/baton rules {words}")
    return await editor.modal(window)


async def choose(editor: Agent, name: str, word: str) -> None:
    """Choose in the menu of the rule of that name in the list."""
    view = await editor.modal("rules_list")
    block = next(
        b for b in view["blocks"] if b["type"] == "section" and f"\u2068{name}\u2069" in b["text"]["text"]
    )
    option = next(o for o in block["accessory"]["options"] if o["value"].startswith(f"{word} "))
    about = {"action_id": "rule_menu", "block_id": block["block_id"], "selected_option": option}
    answer = await editor.stage.post("/page/action", user=EDITOR, view_id=view["id"], **about)
    assert answer["status"] == 200


async def listed(editor: Agent, *saying: str) -> list[str]:
    """The names in the list, once it says all this."""

    async def look() -> list[str] | None:
        view = await editor.modal("rules_list")
        sections = [b["text"]["text"] for b in view["blocks"] if b["type"] == "section"]
        return sections if all(words in shown(view) for words in saying) else None

    found = await until(look)
    return [words.partition("\u2068")[2].partition("\u2069")[0] for words in found]


async def redrawn(editor: Agent, *saying: str) -> Json:
    """The form, once it says all this."""

    async def look() -> Json | None:
        view = await editor.modal("rule_form")
        return view if all(words in shown(view) for words in saying) else None

    return await until(look)


async def text_of(baton: Baton) -> str:
    return (await base_of(baton.rulebook)).text


async def names(baton: Baton) -> list[str]:
    return [rule["name"] for rule in rules_of(read_tree(await text_of(baton)))]


async def publish(stage: Stage, editor: Agent, note: str = "") -> str:
    """Publish what the preview shows; what it said, with the change note it suggested."""
    window = await editor.modal("rules_save")
    answer = await editor.submit(window, **({"note": note} if note else {}))
    assert answer["response_action"] == "update"
    assert "is active for everyone." in shown((await editor.modals())[-1])
    return shown(window) + str(window["private_metadata"])


async def test_a_new_rule_in_one_window_is_tried_previewed_published_and_routes(
    played: tuple[Stage, Baton, Agent],
) -> None:
    """The whole way from the command to the new route: three presses, one form."""
    stage, baton, editor = played
    await stage.customer("@ana", "Larkspur, where is my refund?")
    await stage.card("social", "where is my refund")
    async with counted(stage) as pressed:
        await opened(editor)
        await editor.press_in_window("rule_add")
        form = await editor.modal("rule_form")
        await editor.fill(form, "rule_try", "My refund please, not my bill")
        await redrawn(editor, "Fill in the conditions")
        answer = await editor.submit(
            await editor.modal("rule_form"),
            name="refunds",
            words="refund, refunds\nrefunded",
            networks=["x"],
            team="billing",
            priority="high",
            tags="refund",
            macro="refunds",
            place="last",
        )
        assert answer["response_action"] == "push"
        said = await publish(stage, editor)
        assert pressed.words == ["rule_add", "Preview", "Publish"]
        assert pressed.submitted == ["rule_form", "rules_save"], (
            "one form, and the preview of what it changes"
        )
    assert "1 of 1 posts of the last 14 days would go elsewhere." in said
    assert "social, normal → billing, high" in said
    assert "Add refunds" in said
    await stage.alerted("Add refunds")
    rule = """\

  - name: refunds
    when:
      words: [refund, refunds, refunded]
      networks: [x]
    then: {team: billing, priority: high, tags: [refund], macro: refunds}
examples:"""
    assert await text_of(baton) == FILE.replace("examples:", rule)
    await stage.customer("@ben", "Larkspur, I want a refund now")
    await stage.card("billing", "I want a refund now")
    await editor.press_in_window("undo_rules")

    async def undone() -> bool:
        return "Undone: version 2" in shown((await editor.modals())[-1])

    await until(undone)
    assert await text_of(baton) == FILE


async def test_a_rule_is_edited_tried_renamed_and_moved_and_the_rest_of_it_stays(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    await opened(editor)
    assert await listed(editor, "has bill or bills and (is on X or is on E-mail)", "no posts in 14 days") == [
        "danger",
        "bill",
        "spam",
    ]
    await choose(editor, "bill", "rule_edit")
    form = await redrawn(editor, "any: [{networks: [x]}, {networks: [email]}]")
    await editor.fill(form, "rule_try", "fire in my invoice")
    await redrawn(editor, "This rule does not match.", "danger")
    place = next(b for b in form["blocks"] if b.get("block_id") == "place")["element"]["options"]
    form = await editor.modal("rule_form")
    answer = await editor.submit(
        form, name="bills and invoices", words="bill, invoice", place=place[0]["value"], tags="invoices"
    )
    assert answer["response_action"] == "push", answer
    await publish(stage, editor, "invoices too")
    text = await text_of(baton)
    assert await names(baton) == ["bills and invoices", "danger", "spam"]
    assert (
        "words: [bill, invoice]\n      any: [{networks: [x]}, {networks: [email]}]   # nothing else\n" in text
    )
    assert "then: {team: billing, tags: [invoices]}" in text
    assert "expect: {rule: bills and invoices, team: billing}" in text
    assert "  # Danger first.\n  - name: danger   # always on top\n" in text


async def test_rules_are_moved_paused_and_copied_in_the_list_and_published_together(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    await opened(editor)
    await choose(editor, "spam", "rule_up")
    assert await listed(editor, "1 change is not published yet.") == ["danger", "spam", "bill"]
    await choose(editor, "danger", "rule_pause")
    await listed(editor, "2 changes are not published yet.", "paused")
    await choose(editor, "danger", "rule_duplicate")
    assert await listed(editor, "3 changes") == ["danger", "danger (copy)", "spam", "bill"]
    assert await text_of(baton) == FILE
    # Someone else publishes meanwhile: the changes are made on top of theirs.
    await save(baton.rulebook, FILE.replace("bills]", "bills, invoice]"), author="U0AINO", note="invoices")
    await choose(editor, "danger (copy)", "rule_pause")
    assert await listed(
        editor, "4 changes", "Other rules were published in the meantime. Your changes were added"
    )
    await editor.submit(await editor.modal("rules_list"))
    done = "Move spam; Pause danger; Duplicate danger; Resume danger (copy)"
    assert done in await publish(stage, editor)
    assert await names(baton) == ["danger", "danger (copy)", "spam", "bill"]
    assert "bills, invoice]" in await text_of(baton)
    danger, copy = baton.rulebook.current().rules[:2]
    assert (danger.paused, copy.paused) == (True, False)


async def test_a_rule_that_someone_else_changed_is_shown_and_replaced_only_then(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    await opened(editor)
    await choose(editor, "bill", "rule_edit")
    form = await editor.modal("rule_form")
    theirs = FILE.replace("words: [bill, bills]", "words: [bill, invoice]")
    await save(baton.rulebook, theirs, author="U0AINO", note="invoices")
    answer = await editor.submit(form, words="bill, bills, billing")
    assert answer["response_action"] == "update"
    form = await redrawn(editor, "changed this rule in the meantime.", "has bill or invoice", "Preview again")
    assert form["state"]["values"]["words"]["words"]["value"] == "bill, bills, billing"
    assert (await editor.submit(form))["response_action"] == "push"
    await publish(stage, editor)
    assert "words: [bill, bills, billing]" in await text_of(baton)


async def test_a_rule_is_deleted_with_its_examples(played: tuple[Stage, Baton, Agent]) -> None:
    stage, baton, editor = played
    await opened(editor)
    await choose(editor, "bill", "rule_edit")
    await editor.submit(await editor.modal("rule_form"), delete=["yes"])
    assert "Delete bill" in await publish(stage, editor)
    assert await names(baton) == ["danger", "spam"]
    assert "examples: []" in await text_of(baton)


async def test_examples_that_expect_something_else_are_shown_and_changed_on_request(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    await opened(editor)
    await choose(editor, "bill", "rule_edit")
    form = await editor.modal("rule_form")
    assert (await editor.submit(form, team="press"))["response_action"] == "update"
    form = await redrawn(editor, "expect something else", "team is press, not billing")
    wrong = await editor.submit(form, examples=["yes"], words="two words")
    assert set(wrong["errors"]) == {"words"}
    assert (await editor.submit(form, examples=["yes"], words="bill"))["response_action"] == "push"
    await publish(stage, editor)
    assert "expect: {rule: bill, team: press}" in await text_of(baton)


async def test_errors_stand_under_the_fields_they_are_about(played: tuple[Stage, Baton, Agent]) -> None:
    _, baton, editor = played
    form = await opened(editor, "add", "rule_form")
    answer = await editor.submit(form, name="danger", words="two words", team="press")
    assert set(answer["errors"]) == {"name", "words"}
    assert "danger" in answer["errors"]["name"]
    assert answer["errors"]["words"] == '"two words" is more than one word. Move it to phrases.'
    answer = await editor.submit(form, name="nothing", words="", team="press")
    assert "would match every post" in answer["errors"]["words"]
    answer = await editor.submit(form, name="both", words="x", team=":ignore", tags="t")
    assert "ignore" in answer["errors"]["team"]
    answer = await editor.submit(form, name="tag", hashtags="#a b, ", team="press")
    assert "hashtag" in answer["errors"]["hashtags"]
    answer = await editor.submit(form, name="many", followers="many", team="press")
    assert "followers" in answer["errors"]
    assert await text_of(baton) == FILE


async def test_the_list_turns_pages(played: tuple[Stage, Baton, Agent]) -> None:
    _, baton, editor = played
    more = "".join(f"  - {{name: r{n}, when: {{words: [w{n}]}}, then: {{team: press}}}}\n" for n in range(40))
    await save(baton.rulebook, FILE.replace("examples:\n", f"{more}examples:\n"), author=EDITOR, note="")
    await opened(editor)
    assert len(await listed(editor, "1 to 20 of 43")) == 20
    await editor.press_in_window("rules_next")
    await listed(editor, "21 to 40 of 43")
    await choose(editor, "r20", "rule_up")
    assert (await listed(editor, "1 change", "21 to 40 of 43"))[:3] != []
    await editor.press_in_window("rules_next")
    assert await listed(editor, "41 to 43 of 43") == ["r37", "r38", "r39"]
    await editor.press_in_window("rules_previous")
    await listed(editor, "21 to 40 of 43")


async def test_yaml_keeps_the_changes_of_the_list_and_the_emoji_nobody_touched(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    emoji = FILE.replace("[smoke, fire]", '[smoke, "🔥", "❤️"]')
    await save(baton.rulebook, emoji, author=EDITOR, note="")
    await opened(editor)
    await choose(editor, "spam", "rule_up")
    await listed(editor, "1 change")
    await editor.press_in_window("rules_yaml")
    window = await editor.modal("rules")
    block = next(b["block_id"] for b in window["blocks"] if "bills]" in value_in(window, b))
    written = value_in(window, {"block_id": block})
    assert (await editor.submit(window, **{block: written.replace("bills]", "invoice]")}))["status"] == 200
    await publish(stage, editor)
    text = await text_of(baton)
    assert '[smoke, "🔥", "❤️"]' in text
    assert await names(baton) == ["danger", "spam", "bill"]
    assert "[bill, invoice]" in text


async def test_the_history_opens_from_the_list(played: tuple[Stage, Baton, Agent]) -> None:
    _, baton, editor = played
    await save(baton.rulebook, FILE + "# one\n", author=EDITOR, note="one")
    await save(baton.rulebook, FILE + "# two\n", author=EDITOR, note="two")
    await opened(editor)
    await editor.press_in_window("rules_history")

    async def look() -> Json | None:
        top = (await editor.modals())[-1]
        return top if button_of(top, "restore_rules") else None

    await until(look)
    await editor.press_in_window("restore_rules")

    async def restored() -> bool:
        return (await text_of(baton)).endswith("# one\n")

    await until(restored)


async def edit(editor: Agent, words: str, window: str) -> Json:
    """Press Edit beside the entry with these words in the window on top; its form."""
    view = (await editor.modals())[-1]
    block = next(b for b in view["blocks"] if b["type"] == "section" and words in b["text"]["text"])
    about = {"action_id": block["accessory"]["action_id"], "value": block["accessory"]["value"]}
    await editor.stage.post(
        "/page/action", user=EDITOR, view_id=view["id"], block_id=block["block_id"], **about
    )
    return await editor.modal(window)


async def test_a_team_gets_hours_and_a_new_one_is_added(played: tuple[Stage, Baton, Agent]) -> None:
    _, baton, editor = played
    await opened(editor)
    await editor.press_in_window("rules_teams")
    await editor.modal("rules_team_list")
    form = await edit(editor, "Billing", "rules_team")
    answer = await editor.submit(form, open="mon-fri 9 to 5", zone="Europe/Berlin", channel="no channel")
    assert set(answer["errors"]) == {"channel", "open"}
    typed = {"channel": "#billing", "first_response": "30m", "open": "mon-fri: 09:00-17:30\nsat 10:00-13:00"}
    assert (await editor.submit(form, **typed))["response_action"] == "push"
    window = await editor.modal("rules_save")
    assert "Team billing" in window["private_metadata"]
    await editor.submit(window)
    text = await text_of(baton)
    assert (
        '  billing: {channel: "#billing", title: Billing, first_response: 30m, hours: {zone: Europe/Berlin,'
        ' open: {mon-fri: "09:00-17:30", sat: "10:00-13:00"}}}\n' in text
    )
    assert text.count("\n") == FILE.count("\n")

    await opened(editor)
    await editor.press_in_window("rules_teams")
    await editor.modal("rules_team_list")
    await editor.press_in_window("rules_back")
    assert await listed(editor) == ["danger", "bill", "spam"]
    await editor.press_in_window("rules_teams")
    await editor.modal("rules_team_list")
    await editor.press_in_window("rules_team_add")
    form = await editor.modal("rules_team")
    assert "name" in (await editor.submit(form, name="Not a name", channel="#outage"))["errors"]
    assert "taken" in (await editor.submit(form, name="press", channel="#outage"))["errors"]["name"]
    await editor.submit(form, name="outage", title="Network", channel="#outage", notify="@outage-team")
    await editor.submit(await editor.modal("rules_save"))
    assert '  outage: {title: Network, channel: "#outage", notify: ["@outage-team"]}\n' in await text_of(
        baton
    )


async def test_a_saved_reply_is_added_renamed_and_deleted(played: tuple[Stage, Baton, Agent]) -> None:
    _, baton, editor = played
    await save(
        baton.rulebook,
        FILE.replace("then: {team: billing}", "then: {team: billing, macro: refunds}"),
        author=EDITOR,
        note="",
    )
    await opened(editor)
    await editor.press_in_window("rules_replies")
    await editor.modal("rules_reply_list")
    form = await edit(editor, "refunds", "rules_reply")
    refused = "Suggested by the rule “bill”. Choose another saved reply there first."
    assert (await editor.submit(form, delete=["yes"]))["errors"] == {"delete": refused}
    assert (await editor.submit(form, team="press", delete=[]))["errors"] == {"team": refused}
    changed = (await text_of(baton)).replace("within a week", "within a day")
    await save(baton.rulebook, changed, author="U0AINO", note="")
    assert "Someone changed this entry" in str((await editor.submit(form, delete=[]))["errors"])
    await opened(editor)
    await editor.press_in_window("rules_replies")
    await editor.modal("rules_reply_list")
    form = await edit(editor, "refunds", "rules_reply")
    answer = await editor.submit(form, name="refund time", reply="Within a week.\n\nThanks!", delete=[])
    assert answer.get("response_action") == "push", answer
    await editor.submit(await editor.modal("rules_save"))
    text = await text_of(baton)
    assert 'macros: {refund time: "Within a week.\\n\\nThanks!"}' in text
    assert "then: {team: billing, macro: refund time}" in text
    assert baton.rulebook.current().macros["refund time"] == "Within a week.\n\nThanks!"


async def test_a_saved_reply_of_a_team_is_added_edited_and_moved(
    played: tuple[Stage, Baton, Agent],
) -> None:
    stage, baton, editor = played
    commented = FILE + "saved_replies:   # by team\n  press:\n    # Said often.\n    soon: We write soon.\n"
    await save(baton.rulebook, commented, author=EDITOR, note="")
    await opened(editor)
    await editor.press_in_window("rules_replies")
    window = await editor.modal("rules_reply_list")
    assert "All teams · We refund within a week." in shown(window)
    assert "press · We write soon." in shown(window)
    of_press = {"type": "static_select", "selected_option": {"value": "press"}}
    about: Json = {"action_id": "rules_replies_of", "block_id": "replies_of", **of_press}
    about["state"] = {"values": {"replies_of": {"rules_replies_of": of_press}}}
    await stage.post("/page/action", user=EDITOR, view_id=window["id"], **about)

    async def filtered() -> bool:
        said = shown((await editor.modals())[-1])
        return "We write soon." in said and "We refund" not in said

    await until(filtered)
    await editor.press_in_window("rules_reply_add")
    form = await editor.modal("rules_reply")
    empty = await editor.submit(form, name=" ", reply=" ")
    assert set(empty["errors"]) == {"name", "reply"}
    assert "taken" in (await editor.submit(form, name="soon", reply="Soon."))["errors"]["name"]
    assert (await editor.submit(form, name="sent", reply="It left.\nToday: 5 pm"))[
        "response_action"
    ] == "push"
    await publish(stage, editor)
    added = commented + '    sent: "It left.\\nToday: 5 pm"\n'
    assert await text_of(baton) == added

    await opened(editor)
    await editor.press_in_window("rules_replies")
    await editor.modal("rules_reply_list")
    form = await edit(editor, "soon", "rules_reply")
    await editor.submit(form, team="billing", name="later", reply="We write soon.", delete=[])
    await publish(stage, editor)
    moved = {"press": {"sent": "It left.\nToday: 5 pm"}, "billing": {"later": "We write soon."}}
    assert read_tree(await text_of(baton)).at("saved_replies") == moved
    assert "    # Said often.\n" in await text_of(baton)


def value_in(view: Json, block: Json) -> str:
    held: Json = view["state"]["values"].get(block.get("block_id"), {})
    return "".join(str(each.get("value") or "") for each in held.values())
