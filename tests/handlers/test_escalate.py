"""A Slack message is escalated: what its window carries, and what happens when things changed meanwhile."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.case import Ask
from bot.case.source import SourceThread
from bot.delivery import Declined, Receipt
from bot.jobs.job import Job
from bot.mention import Author, MayReply, Mention
from bot.services.edits import changes_of
from bot.slack.views.card import draw_card
from bot.slack.views.people import with_names
from bot.store.tx import Tx
from bot.tasks import Holds, run
from sandbox.slack import conversation
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


async def done_in_slack(front: Front, *kinds: str) -> None:
    """Run the waiting jobs of these kinds, as the outbox does."""
    text = "select lane, position, kind, data, gate from jobs order by lane, position, kind"
    rows = await front.baton.store.transact(lambda tx: tx.sql.rows(text))
    for row in (row for kind in kinds for row in rows if row["kind"] == kind):
        place, data = (row["lane"], row["position"], row["kind"]), json.loads(row["data"])
        job = Job(*place, front.baton.services.now(), data, row["gate"])
        said = await run(front.baton.context, job)
        if isinstance(said, Receipt):
            kept = {job.key: said}
            await front.baton.store.transact(partial(Tx.keep_receipts, receipts=kept))


async def escalated_to(front: Front, team: str, channel: str = "C0SOCIAL", user: str = "U0MIRA") -> str:
    """Escalate a message of that channel to a team, as that person, and return its `ts`."""
    ts = conversation.post(
        front.sandbox.slack, front.sandbox.slack.channels[channel], conversation.Draft("U0JONAS", "see this")
    ).ts
    message = {"ts": ts, "user": "U0JONAS", "text": "see this"}
    about: dict[str, Any] = {"callback_id": "escalate", "channel": {"id": channel}, "message": message}
    await front.interact("message_action", user, **about)
    chosen = {"type": "static_select", "selected_option": {"value": team}}
    await front.submit("escalate", json.loads(front.views()[-1]["private_metadata"]), user, team=chosen)
    return ts


async def home_of(front: Front, user: str) -> str:
    return str(json.loads(await front.home(user)))


def under(front: Front, channel: str, ts: str) -> list[str]:
    return [message.text for message in front.sandbox.slack.channels[channel].replies(ts)]


async def test_a_private_teams_case_shows_its_state_and_nothing_else_at_a_public_source(front: Front) -> None:
    ts = await escalated_to(front, "press")
    await done_in_slack(front, "source")
    (line,) = under(front, "C0SOCIAL", ts)
    assert line == "Escalated to \u2068Press office\u2069 · ○ Unassigned"
    there = await escalated_to(front, "press", channel="C0PRESS")
    await done_in_slack(front, "show", "source")
    assert "as #" in under(front, "C0PRESS", there)[0]


async def test_a_repeated_job_posts_no_second_line_and_updates_nothing_that_reads_the_same(
    front: Front,
) -> None:
    ts = await escalated_to(front, "service")
    for _ in range(3):
        await done_in_slack(front, "source", "source_redraw")
    assert len(under(front, "C0SOCIAL", ts)) == 1
    assert front.sandbox.slack.calls("chat.update") == []


async def test_a_line_that_was_posted_before_a_crash_is_found(front: Front) -> None:
    ts = await escalated_to(front, "service")
    await done_in_slack(front, "source")
    await front.baton.store.transact(lambda tx: tx.sql.run("delete from receipts"))
    job = await waiting(front, "source")
    await run(front.baton.context, Job(job.lane, 1, "source_redraw", job.run_at, job.data))
    assert len(under(front, "C0SOCIAL", ts)) == 1


async def test_a_channel_that_loses_baton_stops_nothing(front: Front) -> None:
    ts = await escalated_to(front, "service")
    slack = front.sandbox.slack
    slack.channels["C0SOCIAL"].members.remove(slack.bot_user)
    await done_in_slack(front, "source")
    assert under(front, "C0SOCIAL", ts) == []


async def test_home_lists_what_a_person_escalated_and_for_marketing_what_is_away(front: Front) -> None:
    await escalated_to(front, "service")
    home = await home_of(front, "U0MIRA")
    assert "Escalated by me · 1" in home
    assert "Passed on" not in home, "a case is listed once"
    assert "Passed on by colleagues · 1" in await home_of(front, "U0JONAS")
    assert "Escalated by me" not in await home_of(front, "U0AINO")
    assert "Passed on" not in await home_of(front, "U0AINO")


async def test_home_hides_escalated_cases_of_private_channels_from_others(front: Front) -> None:
    await escalated_to(front, "press", user="U0AINO", channel="C0BILLING")
    assert "Escalated by me" not in await home_of(front, "U0AINO")


async def test_marketing_sees_praise_and_what_came_back_with_the_reason(front: Front) -> None:
    number = await front.opened("I love your support, thank you so much, brilliant", team="social")
    await escalated_to(front, "service")
    await front.command(f"refuse {number + 1} please thank her", "U0LEON")
    home = await home_of(front, "U0MIRA")
    assert "Sent back to us · 1" in home
    assert "please thank her" in home
    assert "Praise · 1" in home


async def test_escalating_takes_two_presses_from_any_message(front: Front) -> None:
    """The shortcut in the message's menu, and *Escalate* in the window: Slack sent Baton nothing else."""
    await escalated_to(front, "service")
    sent = [trigger for trigger, user in front.triggers.items() if user == "U0MIRA"]
    assert len(sent) == 2
    (row,) = await front.baton.store.transact(lambda tx: tx.sql.rows("select number from cases"))
    assert (await front.case(row["number"])).route.team == "service"


async def test_marketings_card_is_escalated_in_two_presses_without_a_note(front: Front) -> None:
    number = await front.opened("I have a question", team="social")
    await front.press("escalate", str(number), "U0MIRA")
    view = front.views()[-1]
    assert view["callback_id"] == "escalate_case"
    chosen = view["blocks"][0]["element"]["initial_option"]
    answer = await front.submit(
        "escalate_case",
        json.loads(view["private_metadata"]),
        "U0MIRA",
        team={"type": "static_select", "selected_option": chosen},
    )
    assert "Escalated as " in json.dumps(answer.body)
    case = await front.case(number)
    assert (case.route.team, len(case.escalations)) == ("service", 1)
    assert case.escalations[0].by == "U0MIRA"


async def test_words_of_a_deleted_post_leave_the_thread_of_its_escalation(front: Front) -> None:
    """A reason may quote the customer word by word."""
    quote, now = "my account number is 4711 and nothing works", front.baton.services.now()
    slack, intake = front.sandbox.slack, front.baton.intake
    social = slack.channels["C0SOCIAL"]
    ts = conversation.post(slack, social, conversation.Draft("U0JONAS", "see the post")).ts
    post = Mention("x", POST, POST, Author("ana", "Ana"), quote, "", now, MayReply("yes"))
    about: dict[str, Any] = {
        "team": "service",
        "url": "",
        "reason": "",
        "source": SourceThread("C0SOCIAL", ts),
    }
    number = (await intake.escalate(post, Ask("U0MIRA", now, "escalated"), **about)).case.number
    await front.command(f"refuse {number} {quote}", "U0LEON")
    await done_in_slack(front, "source", "source_ended")
    assert str(under(front, "C0SOCIAL", ts)).count(quote) == 2
    await intake.take([], now, changes=changes_of("x", (), (POST,), ()))
    await done_in_slack(front, "source_redraw", "source_erased")
    assert quote not in str(under(front, "C0SOCIAL", ts))
    assert len(under(front, "C0SOCIAL", ts)) == 2
