"""Rules in full through the sandbox: watched by a shadow, told to a further team, suggested, praised, spared."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.stage import Agent, Json, Stage, playing, until
from tests.journeys.windows import shown

RULES = """
teams:
  service: {channel: "#service", title: Customer service}
  outage: {channel: "#outage", title: Network operations}
  press: {channel: "#press"}
  social: {channel: "#social"}
marketing: social
macros:
  restart: Please unplug your router for a minute.
default: {team: service}
rules:
  - name: on trial
    shadow: true
    when: {any: [{words: [dark]}, {phrases: [nothing works]}]}
    then: {ignore: on trial}
  - name: reach
    when: {words: [journalist]}
    then: {continue: true, inform: [press], tags: [press], priority: high}
  - name: many
    when: {words: [offline], spike: {on: outage, at_least: 2, within: 15m}}
    then: {team: outage, priority: urgent, tags: [outage, many]}
  - name: outage
    when: {words: [offline]}
    then: {team: outage, tags: [outage], macro: restart}
  - name: advertising
    when: {words: [crypto]}
    then: {ignore: advertising}
  - name: praise
    when: {words: [thanks]}
    then: {praise: true}
"""


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    file = tmp_path / "routing_rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    async with playing(database_url, tmp_path, ROUTING_RULES=str(file)) as pair:
        yield pair


async def told_in(stage: Stage, channel: str, words: str) -> list[Json]:
    """What stands in a channel with these words in it, once something does."""
    found = await stage.channel_id(channel)

    async def look() -> list[Json]:
        messages = await stage.get(f"/page/channels/{found}/messages", user="U0RUTH")
        return [message for message in messages if words in message["text"]]

    return await until(look)


async def writing(agent: Agent) -> tuple[Json, str]:
    """The open reply window, once the suggested text stands in it, and that text."""

    async def look() -> tuple[Json, str] | None:
        view = await agent.modal("reply")
        field = next((b for b in view["blocks"] if b.get("block_id") == "text_1"), None)
        return (view, field["element"]["initial_value"]) if field else None

    return await until(look)


async def test_a_rule_in_the_shadow_only_says_what_it_would_have_taken(stage: Stage, baton: Baton) -> None:
    """Pitfall 54."""
    await stage.customer("@ana", "Larkspur, I am offline and all is dark")
    await stage.card("outage", "all is dark")
    route = (await baton.context.book.case(1001)).route
    assert (route.why, route.shadow, route.ignored) == ("outage", ("on trial",), None)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert journal[0].data["route"]["shadow"] == ["on trial"]


async def test_a_further_team_hears_of_a_case_in_one_line_with_a_link(stage: Stage) -> None:
    await stage.customer("@ana", "A journalist writes: Larkspur is offline")
    card = await stage.card("outage", "A journalist writes")
    assert "priority high" in card["text"]
    (told,) = await told_in(stage, "press", "FYI")
    assert "Case #1001" in told["text"]
    assert "Network operations" in told["text"]
    assert f"/p{card['ts'].replace('.', '')}" in str(told["blocks"])


async def test_a_further_team_finds_a_case_that_was_handed_over_before_its_first_card_was_known(
    stage: Stage,
) -> None:
    faults = stage.sandbox.faults
    faults.arm("chat.postMessage", "hold_after")
    await stage.customer("@ana", "A journalist writes: Larkspur is offline")
    await faults.held()
    card = await stage.card("outage", "A journalist writes")
    await stage.agent("U0RUTH").command("outage", "/handover 1001 service it is the router")
    faults.release()
    there = await stage.card("service", "A journalist writes")
    (told,) = await told_in(stage, "press", "FYI")
    links = [f"/p{each['ts'].replace('.', '')}" for each in (card, there)]
    assert any(link in str(told["blocks"]) for link in links)


async def test_a_suggested_text_is_offered_and_sent_only_by_a_person(stage: Stage) -> None:
    ruth = stage.agent("U0RUTH")
    await stage.customer("@ana", "@larkspur_help I am offline")
    card = await ruth.claim("outage", "I am offline")
    await ruth.press("reply", card)
    window = await ruth.modal("reply")
    assert "Insert saved reply" in shown(window)
    await ruth.fill(window, "text", "Sorry!")
    await ruth.fill(await ruth.modal("reply"), "saved_reply", "restart")
    window, words = await writing(ruth)
    assert words == "Sorry!\nPlease unplug your router for a minute."
    await ruth.submit(window, text_1=words + " Thank you!")
    confirm = await ruth.modal("confirm_reply")
    assert await stage.public_answers() == []
    await ruth.submit(confirm)

    async def answered() -> bool:
        return any("a minute. Thank you!" in text for text in await stage.public_answers())

    await until(answered)


async def test_many_outages_are_urgent_and_one_is_not(stage: Stage) -> None:
    for name in ("ana", "bob", "eve"):
        await stage.customer(f"@{name}", f"Larkspur, {name} is offline")
        card = await stage.card("outage", f"{name} is offline")
        assert ("priority urgent" in card["text"]) is (name == "eve")


async def test_praise_goes_to_marketing_and_anger_is_not_ignored(stage: Stage, baton: Baton) -> None:
    await stage.customer("@ana", "Larkspur, thanks for the engineer")
    assert "praise" in (await stage.card("social", "thanks for the engineer"))["text"]
    await stage.customer("@eve", "Larkspur and crypto")
    await stage.customer("@bob", "Worst crypto ever, Larkspur, I hate this horrible service")
    card = await stage.card("service", "Worst crypto")
    assert "nearly ignored" in card["text"]
    assert "priority low" in card["text"]
    assert len(await stage.cards("service")) == 1
