"""A Slack message is escalated: what its window carries, and what happens when things changed meanwhile."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import Declined
from bot.jobs.job import Job
from bot.slack.views.card import draw_card
from bot.slack.views.people import with_names
from bot.tasks import Holds, run
from sandbox.slack.blocks import check_message
from tests.handlers.front import Answer, Front, open_front

POST = "1234567890123456789"
GONE = {"type": "static_select", "selected_option": {"value": "gone"}}


async def opened(front: Front, text: str, **message: Any) -> dict[str, Any]:
    """Return the message shortcut's window, as Slack was asked to open it."""
    said = {"ts": "5.5", "user": "U0JONAS", "text": text, **message}
    where: dict[str, Any] = {"channel": {"id": "C0BILLING"}, "message": said}
    assert (await front.interact("message_action", callback_id="escalate", **where)).status == 200
    (*_, call) = front.sandbox.slack.calls("views.open")
    view = call.arguments["view"]
    return dict(json.loads(view) if isinstance(view, str) else view)


async def escalated(front: Front, text: str, **message: Any) -> Answer:
    view = await opened(front, text, **message)
    return await front.submit("escalate", json.loads(view["private_metadata"]))


async def fetches(front: Front) -> list[dict[str, Any]]:
    rows = await front.baton.store.transact(
        lambda tx: tx.sql.rows("select data from jobs where kind = 'fetch'")
    )
    return [json.loads(row["data"]) for row in rows]


async def waiting(front: Front, kind: str) -> Job:
    """Return the one waiting job of that kind."""
    text = "select lane, data from jobs where kind = :kind"
    (row,) = await front.baton.store.transact(lambda tx: tx.sql.rows(text, kind=kind))
    return Job(row["lane"], 0, kind, front.baton.services.now(), json.loads(row["data"]))


@pytest.mark.parametrize("words", [1_965, 1_999, 5_000])
async def test_a_link_behind_many_words_leads_to_its_own_post(front: Front, words: int) -> None:
    """Half an id is the id of somebody else's post."""
    answer = await escalated(front, f"{'x' * words} <https://x.com/ana/status/{POST}>")
    assert "Fetching" in str(answer.body)
    assert [told["native_id"] for told in await fetches(front)] == [POST]


async def test_a_team_that_left_the_rules_while_the_window_was_open_is_said_under_its_field(
    front: Front,
) -> None:
    for text in ("please look", f"https://x.com/ana/status/{POST}"):
        about = json.loads((await opened(front, text))["private_metadata"])
        answer = await front.submit("escalate", about, team=GONE)
        assert (answer.status, set(answer.body["errors"])) == (200, {"team"})
    assert await fetches(front) == []


async def test_where_marketing_is_the_only_team_no_team_is_asked_for(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("teams: {social: {channel: '#social'}}\nmarketing: social\ndefault: {team: social}\n")
    async with open_front(tmp_path, ROUTING_RULES=str(rules)) as front:
        await opened(front, "please look")
        assert front.sandbox.server.views.stacks["U0AINO"], "Slack took the window"
        assert "Escalated as " in str((await escalated(front, "please look")).body)


@pytest.mark.parametrize("name", ["WEATHERALERTSSERVICEBOT", "USA", "WEBHOOK"])
async def test_a_bot_with_a_name_in_capitals_is_no_member_of_staff(front: Front, name: str) -> None:
    """Slack knows nobody of that id: it would draw a stranger, or refuse the card."""
    answer = await escalated(front, "disk full", username=name, bot_id="B1", user=None)
    number = int(str(answer.body).split("#")[1][:4])
    card = with_names(draw_card(await front.case(number), now=front.baton.services.now()), {})
    check_message(list(card.blocks))
    assert name in card.text
    assert name in card.text
    assert f"<@{name}>" not in card.text


@pytest.mark.parametrize(
    ("data", "why"), [({"team": "gone"}, 'no team "gone"'), ({"network": "discord"}, "not connected")]
)
async def test_who_handed_a_post_in_is_told_that_it_became_no_case(
    front: Front, data: dict[str, str], why: str
) -> None:
    """A post may be deleted between the request and its fetch."""
    post = front.sandbox.x.post("ana", "hello", addressed_to="larkspur_help").id
    await front.command(f"escalate https://x.com/ana/status/{post} billing")
    (told,) = await fetches(front)
    job = Job("fetch/1", 0, "fetch", front.baton.services.now(), {**told, **data})
    with pytest.raises(Declined) as refusal:
        await run(front.baton.context, job)
    hooks = Holds(front.baton.context)
    await front.baton.store.transact(lambda tx: hooks.dead_lettered(tx, job, refusal.value.why))
    await run(front.baton.context, await waiting(front, "tell"))
    assert "couldn't open a case" in front.told()[-1]
    assert why in front.told()[-1]


ALERT: dict[str, Any] = {
    "bot_id": "B1",
    "username": "Radar",
    "user": None,
    "blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": "Angry customer"}},
        {
            "type": "section",
            "fields": [{"type": "mrkdwn", "text": "*Says*\nno signal :sob: &amp; no answer"}],
        },
    ],
}


async def case_of_message(front: Front, text: str, **message: Any) -> str:
    """Return the text of the case that the message became."""
    answer = await escalated(front, text, **message)
    number = int(str(answer.body).split("#")[1][:4])
    return (await front.case(number)).mentions[0].text


@pytest.mark.parametrize("text", ["", "This content can't be displayed."])
async def test_the_words_of_another_apps_blocks_are_in_the_window_and_in_the_case(
    front: Front, text: str
) -> None:
    window = str((await opened(front, text, **ALERT))["blocks"])
    assert "Angry customer" in window
    assert "no signal 😭 & no answer" in window
    assert (
        await case_of_message(front, text, **ALERT) == "Angry customer\n*Says*\nno signal 😭 &amp; no answer"
    )


async def test_a_post_behind_a_button_of_an_alert_becomes_that_posts_case(front: Front) -> None:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Open"},
        "url": f"https://x.com/a/status/{POST}",
    }
    answer = await escalated(front, "", **ALERT | {"blocks": [{"type": "actions", "elements": [button]}]})
    assert "Fetching" in str(answer.body)
    assert [told["native_id"] for told in await fetches(front)] == [POST]


async def test_an_alert_of_attachments_and_a_file_become_a_case_with_their_words(front: Front) -> None:
    attachment = {"title": "CPU", "fields": [{"title": "host", "value": "lk-1"}], "blocks": []}
    assert await case_of_message(front, "", bot_id="B1", attachments=[attachment]) == "CPU\nhost: lk-1"
    mail = {"title": "My bill", "filetype": "email", "plain_text": "I paid twice"}
    assert await case_of_message(front, "", ts="6.6", files=[mail]) == "My bill\nI paid twice"


async def test_a_note_that_is_a_forwarded_message_or_blocks_alone_keeps_its_words(front: Front) -> None:
    number = await front.opened()
    forwarded = {"is_share": True, "author_name": "Mira", "text": "my line is dead"}
    await front.say("", ts="9.2", attachments=[forwarded])
    await front.say("", ts="9.3", blocks=ALERT["blocks"])
    journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
    notes = [event.data["text"] for event in journal if event.kind == "noted"]
    assert notes == ["Mira\nmy line is dead", "Angry customer\n*Says*\nno signal :sob: &amp; no answer"]
