"""Whom a message notifies: the rules of Slack's formatting, one row each, and on the wire."""

import pytest

from sandbox.slack import seed
from sandbox.slack.pings import directory, whom
from tests.sandbox.slack_world import Json, open_world

NAMES = directory(seed.people(), seed.groups())


def mrkdwn(text: str, **more: object) -> list[Json]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": text, **more}}]


def rich(*elements: Json) -> list[Json]:
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]


@pytest.mark.parametrize(
    ("text", "blocks", "who"),
    [
        ("<!channel> look", None, ["channel"]),
        ("<!here|here> <!everyone>", None, ["here", "everyone"]),
        ("<@U0MIRA> and <@U0MIRA|mira> again", None, ["U0MIRA"]),
        ("<!subteam^S0SERVICE> please", None, ["S0SERVICE"]),
        ("&lt;!channel&gt; &lt;@U0MIRA&gt;", None, []),
        ("@here @channel @service-team mira@example.com", None, []),
        ("", mrkdwn("<!channel>"), ["channel"]),
        ("", mrkdwn("please @here"), ["here"]),
        ("", mrkdwn("please @Service-Team."), ["S0SERVICE"]),
        ("", mrkdwn("please @here", verbatim=True), []),
        ("", mrkdwn("<!here>", verbatim=True), ["here"]),
        ("", mrkdwn("mail mira@here.example"), []),
        ("", mrkdwn("&lt;!channel&gt;", verbatim=True), []),
        ("", rich({"type": "text", "text": "<!channel> @here <@U0MIRA>"}), []),
        ("", rich({"type": "user", "user_id": "U0MIRA"}), ["U0MIRA"]),
        ("", rich({"type": "usergroup", "usergroup_id": "S0OUTAGE"}), ["S0OUTAGE"]),
        ("", rich({"type": "broadcast", "range": "everyone"}), ["everyone"]),
        ("", [{"type": "header", "text": {"type": "plain_text", "text": "<!channel> @here"}}], []),
        ("", [{"type": "context", "elements": [{"type": "mrkdwn", "text": "@everyone"}]}], ["everyone"]),
        ("<!subteam^S0SERVICE>", rich({"type": "usergroup", "usergroup_id": "S0SERVICE"}), ["S0SERVICE"]),
    ],
)
def test_what_notifies_and_what_does_not(text: str, blocks: list[Json] | None, who: list[str]) -> None:
    """Cover docs/pitfalls.md, 9."""
    assert whom(text, blocks, None, NAMES) == who


def test_plain_names_in_text_count_only_when_the_app_asks_for_it() -> None:
    assert whom("hello @here", None, None, NAMES, link_names=True) == ["here"]


def test_an_attachment_can_notify_too() -> None:
    assert whom("", None, [{"text": "<!here>"}, {"blocks": mrkdwn("@channel")}], NAMES) == ["here", "channel"]


def test_a_dialog_that_asks_for_confirmation_addresses_nobody() -> None:
    confirm = {"type": "section", "confirm": {"text": {"type": "mrkdwn", "text": "<!channel>"}}}
    assert whom("", [confirm], None, NAMES) == []


async def test_a_post_notifies_once_and_its_updates_do_not() -> None:
    async with open_world() as world:
        posted = await world.client.chat_postMessage(channel="C0SERVICE", text="<!subteam^S0SERVICE> a case")
        await world.client.chat_update(
            channel="C0SERVICE", ts=posted["ts"], text="<!subteam^S0SERVICE> claimed"
        )
        assert world.sandbox.slack.pings == [("C0SERVICE", posted["ts"], "S0SERVICE")]


async def test_a_person_can_notify_by_typing_a_name() -> None:
    async with open_world() as world:
        said = await world.act("say", user="U0MIRA", channel="C0SERVICE", text="@service-team & @leon <look>")
        assert [ping.who for ping in world.sandbox.slack.pings] == ["S0SERVICE", "U0LEON"]
        assert {ping.ts for ping in world.sandbox.slack.pings} == {said["ts"]}
        (message,) = await world.read("channels/C0SERVICE/messages", user="U0LEON")
        assert message["text"] == "<!subteam^S0SERVICE> &amp; <@U0LEON> &lt;look&gt;"
