"""Whose phone shows a new message: direct messages, mentions and threads one takes part in, never one's own words."""

import pytest

from sandbox.slack import push
from sandbox.slack.records import Channel, Message
from sandbox.slack.workspace import Workspace
from sandbox.stream import Stream

SERVICE = ["U0PRIYA", "U0LEON", "U0RUTH"]


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Stream())


def message(user: str, ts: str = "2.000000", thread_ts: str | None = None) -> Message:
    return Message(ts=ts, user=user, text="a case", thread_ts=thread_ts)


def test_a_mention_reaches_the_person_or_the_group_but_only_members_of_the_channel(
    workspace: Workspace,
) -> None:
    service, press = workspace.channel("C0SERVICE"), workspace.channel("C0PRESS")
    by_bot = message("U0BATON")
    assert push.readers(workspace, service, by_bot, []) == []
    assert push.readers(workspace, service, by_bot, ["S0SERVICE", "U0LEON"]) == SERVICE
    assert push.readers(workspace, press, by_bot, ["S0SERVICE"]) == ["U0RUTH"]
    assert push.readers(workspace, press, message("U0MIRA"), ["here"]) == ["U0JONAS", "U0RUTH"]


def test_a_direct_message_reaches_the_other_person(workspace: Workspace) -> None:
    direct = Channel("D1", "direct", is_im=True, members=["U0LEON", "U0BATON"])
    assert push.readers(workspace, direct, message("U0BATON"), []) == ["U0LEON"]
    assert push.readers(workspace, direct, message("U0LEON"), []) == []


def test_a_reply_reaches_everyone_who_wrote_in_the_thread(workspace: Workspace) -> None:
    service = workspace.channel("C0SERVICE")
    service.add(message("U0PRIYA", ts="1.000000"))
    service.add(message("U0LEON", ts="1.500000", thread_ts="1.000000"))
    reply = message("U0LEON", thread_ts="1.000000")
    service.add(reply)
    assert push.readers(workspace, service, reply, []) == ["U0PRIYA"]
