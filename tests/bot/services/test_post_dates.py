"""A post with an impossible time gets its time of arrival and says so; half a character spoils nothing."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Ask
from bot.mention import NO_TIME, Author, MayReply, Mention
from bot.networks.bluesky.posts import sorted_at
from bot.networks.discord.posts import written_at as written_on_discord
from bot.networks.mastodon.posts import written_at as written_on_mastodon
from bot.networks.meta.posts import moment as moment_of_meta
from bot.networks.x.posts import written_at as written_on_x
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.edits import Changes
from bot.services.intake import Intake
from bot.slack.views.card import draw_card
from bot.slack.views.transcript import draw_history
from bot.store.store import Store
from tests.bot.case.world import ANA, BOB, NOW, post
from tests.bot.web.test_webhooks_once import signed_at, status
from tests.handlers.front import Front, open_front

RULES = read_rules("""
teams: {service: {channel: "#service", first_response: 60m}}
default: {team: service}
""")
SAYS_SO = "own date can't be right"
IMPOSSIBLE = [
    datetime.min.replace(tzinfo=UTC),
    datetime(1, 1, 1, 12, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.fromtimestamp(0, UTC),
    NOW + timedelta(days=2),
]


@pytest.fixture
def intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(hours=24), reopen=timedelta(hours=72))


async def taken(intake: Intake, posted_at: datetime) -> Mention:
    await intake.take([replace(post("1"), posted_at=posted_at)], NOW)
    return (await Casebook(intake.store).case(1_001)).first


@pytest.mark.parametrize("posted_at", IMPOSSIBLE, ids=str)
async def test_a_time_that_cannot_be_true_is_the_time_it_was_taken(
    intake: Intake, posted_at: datetime
) -> None:
    kept = await taken(intake, posted_at)
    assert (kept.posted_at, kept.undated) == (NOW, True)
    case = await Casebook(intake.store).case(1_001)
    assert case.due_at == NOW + timedelta(hours=1)
    assert SAYS_SO in draw_card(case, now=NOW).text
    event_log = await intake.store.transact(lambda tx: tx.event_log(1_001))
    assert SAYS_SO in json.dumps([page.blocks for page in draw_history(case, event_log, until=9)])


@pytest.mark.parametrize("posted_at", [NOW - timedelta(days=9_000), NOW - timedelta(hours=1), NOW])
async def test_a_time_that_can_be_true_is_left_alone(intake: Intake, posted_at: datetime) -> None:
    kept = await taken(intake, posted_at)
    assert (kept.posted_at, kept.undated) == (posted_at, False)
    assert SAYS_SO not in draw_card(await Casebook(intake.store).case(1_001), now=NOW).text


async def test_a_clock_that_is_a_little_ahead_is_no_matter(intake: Intake) -> None:
    kept = await taken(intake, NOW + timedelta(minutes=4))
    assert (kept.posted_at, kept.undated) == (NOW, False)


@pytest.mark.parametrize("posted_at", IMPOSSIBLE, ids=str)
async def test_it_is_so_for_a_post_that_somebody_escalates_and_for_an_edit_of_an_ignored_one(
    store: Store, posted_at: datetime
) -> None:
    rules = read_rules("""
teams: {service: {channel: "#service"}, marketing: {channel: "#social"}}
marketing: marketing
default: {team: service}
rules: [{name: spam, when: {words: [crypto]}, then: {ignore: advertising}}]
""")
    intake = Intake(store, lambda: rules, merge=timedelta(hours=24), reopen=timedelta(hours=72))
    odd = replace(post("1"), posted_at=posted_at)
    done = await intake.escalate(odd, Ask("U0MIRA", NOW, "e"), url="", reason="look")
    assert (done.case.first.posted_at, done.case.first.undated) == (NOW, True)
    ignored = replace(post("2", BOB), conversation="2", text="crypto")
    await intake.take([ignored], NOW)
    await intake.take([], NOW, changes=Changes((replace(ignored, text="crypto!", posted_at=posted_at),)))
    made = await intake.take_up("x/2", Ask("U0MIRA", NOW, "f"))
    assert made is not None
    assert made.case.first.posted_at == NOW


ODD_TIMES = [
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59.999999Z",
    "1970-01-01T00:00:00Z",
    "2990-01-01T00:00:00Z",
]


@pytest.mark.parametrize(
    "written", [*ODD_TIMES, "", "yesterday", "2026-13-01T00:00:00Z", None, 7, {}], ids=str
)
def test_no_networks_parser_loses_a_post_for_its_time(written: Any) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    on_discord = written_on_discord({"id": str(1 << 22), "timestamp": written})
    on_x = written_on_x({"id": str(1 << 22), "created_at": written})
    view = {"indexedAt": at.isoformat(), "record": {"createdAt": written}}
    assert sorted_at(view) == at
    assert all(moment.tzinfo is UTC for moment in (on_discord, on_x))
    assert written_on_mastodon(written).tzinfo is UTC
    assert moment_of_meta(written, at) is None


@pytest.mark.parametrize("offset", [14, -14])
@pytest.mark.parametrize("edge", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_an_offset_beyond_all_calendars_is_no_time(edge: datetime, offset: int) -> None:
    abroad = edge.replace(tzinfo=timezone(timedelta(hours=offset)))
    beyond = (edge.year == 1) == (offset > 0)
    assert (written_on_mastodon(abroad) == NO_TIME) is beyond


def test_the_time_of_bluesky_itself_replaces_a_posts_own() -> None:
    seen = "2026-11-22T09:00:00Z"
    for written in ODD_TIMES:  # those to come are cut to when Bluesky saw the post
        view = {"indexedAt": seen, "record": {"createdAt": written}}
        assert sorted_at(view) == datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    async with open_front(tmp_path, WEBHOOK_SECRET="webhook-secret-of-larkspur") as front:
        yield front


def form(native_id: str, **more: Any) -> dict[str, Any]:
    return {"id": native_id, "author": {"name": "Mira", "id": native_id}, "text": "Where is it?", **more}


async def brought(front: Front) -> dict[str, Mention]:
    rows = await front.baton.store.transact(lambda tx: tx.sql.rows("select number from cases"))
    cases = [await front.case(row["number"]) for row in rows]
    return {case.first.native_id: case.first for case in cases}


async def test_odd_times_in_a_list_at_the_webhook_spoil_no_other_post(front: Front) -> None:
    sent = [form(str(n), posted_at=at) for n, at in enumerate(ODD_TIMES)]
    sent.append(form("fine", posted_at="2026-11-22T09:30:00Z"))
    assert await status(front, "webhook", signed_at(json.dumps(sent).encode())) == 200
    kept = await brought(front)
    assert {name for name, mention in kept.items() if mention.undated} == {f"web/{n}" for n in range(6)}
    assert kept["web/fine"].posted_at == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


HALF = "\\ud83d"


@pytest.mark.parametrize(
    "halved",
    [
        '"id": "a{0}", "author": {{"name": "Mira"}}, "text": "hi"',
        '"id": "a", "author": {{"name": "Mi{0}ra", "id": "{0}", "handle": "{0}"}}, "text": "hi"',
        '"id": "a", "author": {{"name": "Mira"}}, "text": "sad {0}"',
        '"id": "a", "author": {{"name": "Mira"}}, "text": "sad \\\\{0}"',
        '"id": "a", "author": {{"name": "Mira"}}, "text": "hi", "title": "{0}"',
        '"id": "a", "author": {{"name": "Mira"}}, "text": "hi", "conversation": "c{0}"',
        '"id": "a", "author": {{"name": "Mira", "links": ["https://a.example/{0}"]}}, "text": "hi"',
        '"id": "a", "author": {{"name": "Mira"}}, "text": "hi", "url": "https://a.example/{0}"',
    ],
)
@pytest.mark.parametrize("half", [HALF, "\\ude00", "\\ude00\\ud83d", "\\uD83D\\uD83D\\ude00"])
async def test_half_a_character_in_any_field_is_repaired_and_spoils_nothing_else(
    front: Front, halved: str, half: str
) -> None:
    raw = f"[{{{halved.format(half)}}}, {json.dumps(form('b', text='fine 😀'))}]"
    assert await status(front, "webhook", signed_at(raw.encode())) == 200
    kept = await brought(front)
    assert len(kept) == 2
    assert kept["web/b"].text == "fine 😀"
    assert not any("\ud800" <= sign <= "\udfff" for sign in repr(kept))


async def test_an_escaped_backslash_before_a_u_is_text(front: Front) -> None:
    raw = '{"id": "a", "author": {"name": "Mira"}, "text": "C:\\\\ud83d \\ud83d"}'
    assert await status(front, "webhook", signed_at(raw.encode())) == 200
    assert (await brought(front))["web/a"].text == "C:\\ud83d \ufffd"


HALVED = "a\ud83d"


async def test_half_a_character_in_any_field_of_any_networks_post_is_stored_as_one_sign(
    intake: Intake,
) -> None:
    whole = Mention(
        "x",
        "1",
        HALVED,
        Author(HALVED, HALVED, 1, HALVED, (HALVED,)),
        HALVED,
        HALVED,
        NOW,
        MayReply("no", HALVED),
        in_reply_to=HALVED,
        media=(HALVED,),
        title=HALVED,
        to_account=HALVED,
    )
    await intake.take([whole, replace(post("2", ANA), conversation="2")], NOW)
    kept = (await Casebook(intake.store).case(1_001)).first
    assert "\ud83d" not in repr(kept)
    assert kept.text == "a\ufffd"


async def test_two_halves_that_come_together_are_the_sign_they_mean(intake: Intake) -> None:
    await intake.take([replace(post("1"), text="well \ud83d\ude00")], NOW)
    assert (await Casebook(intake.store).case(1_001)).first.text == "well 😀"
