"""*Why here?* from the menu of a card, in its thread and after /baton; everyone may ask."""

import json

from bot.services.rulebook.versions import save
from tests.handlers.front import Front


async def test_the_menu_of_a_card_opens_a_window_that_says_why(front: Front) -> None:
    number = await front.opened("my bill is wrong")
    menu = {"type": "overflow", "action_id": "more_0", "block_id": "b", "action_ts": "1.2"}
    chosen = {
        "selected_option": {"text": {"type": "plain_text", "text": "Why here?"}, "value": f"why {number}"}
    }
    await front.interact(
        "block_actions",
        actions=[menu | chosen],
        channel={"id": "C0BILLING"},
        container={"type": "message", "channel_id": "C0BILLING", "message_ts": "1.1"},
        message={"ts": "1.1"},
    )
    (call,) = [each for each in front.sandbox.slack.journal if each.method == "views.open"]
    shown = json.dumps(call.arguments)
    assert f"Case #{number} was routed to billing by" in shown
    assert "rules version" not in shown


async def test_a_word_in_the_thread_and_after_baton_says_it_to_the_asker_alone(front: Front) -> None:
    """Pitfalls 5 and 35 (docs/pitfalls.md)."""
    number = await front.opened("my bill is wrong")
    await front.say("!why")
    (said,) = front.told()
    assert f"Case #{number} was routed to billing by rule" in said
    assert f"Case #{number} was routed to billing by rule" in (await front.command(f"why {number}")).words


async def test_after_a_change_of_the_rules_it_says_so(front: Front) -> None:
    number = await front.opened("my bill is wrong")
    then = front.baton.rulebook.current().version
    text = front.baton.settings.routing_rules.read_text(encoding="utf-8")
    await save(front.baton.rulebook, text + "# touched\n", author="U0RUTH", note="")
    said = (await front.command(f"why {number}")).words
    assert f"(rules version {then})" in said
    assert (
        "The rules have changed since then. The comparison below uses the active ones: \u2068rules version 1\u2069"
        in said
    )
