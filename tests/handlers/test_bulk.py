"""Work on many cases at once, by the front door: select, preview, confirm, undo, and who may do what."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.case import Ask, Case, Status, change_tags, claim
from bot.case.bulk import CHUNK, Bulk, Plan
from bot.services.bulk import begin
from bot.tasks import run
from tests.bot.case.verbs.test_undo_of_bulk import seen
from tests.handlers.front import Answer, Front, open_front

LEAD, AINO, OTHER = "U0RUTH", "U0AINO", "U0LEON"
RULES = """
teams:
  billing: {channel: "#billing", members: ["@billing-team"], lead: [U0RUTH]}
  service: {channel: "#service", members: ["@service-team"]}
  press: {channel: "#press", members: [U0MIRA]}
rules:
  - {name: press, when: {words: [journalist]}, then: {team: press}}
default: {team: billing}
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Front]:
    (tmp_path / "rules.yaml").write_text(RULES)
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as front:
        yield front


def options(*numbers: object) -> dict[str, Any]:
    return {"selected_options": [{"value": str(number)} for number in numbers]}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


async def preview(front: Front, numbers: list[int], action: str, user: str = AINO, **fields: Any) -> Answer:
    typed = {"cases": options(*numbers), "bulk_action": chosen(action), **fields}
    return await front.submit("bulk", {}, user, **typed)


async def confirm(front: Front, numbers: list[int], user: str = AINO, **plan: str) -> Answer:
    return await front.submit("bulk_confirm", {"cases": numbers, "plan": plan}, user)


def said(answer: Answer) -> str:
    return json.dumps(answer.body, ensure_ascii=False)


def next_bulk_job(front: Front, tx: Any) -> Any:
    """Lease jobs, at a time when all are due, until it is the one of the work."""
    later = front.baton.services.now().replace(year=2100)
    for _ in range(200):
        job = tx.lease(later, later + timedelta(minutes=30))
        if job is None or job.kind == "bulk":
            return job
    return None


async def test_the_shortcut_lists_the_cases_a_person_sees(desk: Front) -> None:
    mine, hidden = await desk.opened(), await desk.opened("I am a journalist", team="press", ts="1.7")
    await desk.interact("shortcut", AINO, callback_id="bulk", action_ts="1.1")
    (view,) = desk.views()
    values = [each["value"] for each in view["blocks"][0]["element"]["options"]]
    assert values == [str(mine)]
    assert str(hidden) not in json.dumps(view)


async def test_an_action_brings_its_fields(desk: Front) -> None:
    await desk.opened()
    await desk.interact("shortcut", AINO, callback_id="bulk", action_ts="1.1")
    shown = next(iter(desk.sandbox.server.views.stacks[AINO]))
    for action, fields in (
        ("hand_over", ["team", "note"]),
        ("resolve", ["resolution", "note"]),
        ("tag", ["tags"]),
        ("claim", []),
    ):
        state = {"values": {"bulk_action": {"bulk_action": chosen(action)}}}
        pressed = {"type": "static_select", "action_id": "bulk_action", "action_ts": "1.2"}
        view = {name: shown[name] for name in ("id", "hash", "type", "private_metadata")} | {"state": state}
        await desk.interact("block_actions", AINO, actions=[pressed], view=view)
        shown = desk.sandbox.server.views.stacks[AINO][0]
        assert [block["block_id"] for block in shown["blocks"]][3:] == fields


async def test_a_preview_says_what_will_happen_and_what_cannot(desk: Front) -> None:
    free, taken = await desk.opened(), await desk.opened(ts="1.7")
    await desk.command(f"claim {taken}", OTHER)
    answer = await preview(desk, [free, taken], "claim")
    assert answer.body["response_action"] == "push"
    view = answer.body["view"]
    assert json.loads(view["private_metadata"])["cases"] == [free]
    assert view["submit"]["text"] == "Claim"
    assert "1 case not changed" in said(answer)
    assert f"Case #{taken} is already assigned to" in said(answer)
    assert (await desk.case(free)).owner is None


@pytest.mark.parametrize(
    ("action", "fields", "field"),
    [
        ("claim", {"cases": options()}, "cases"),
        ("hand_over", {"team": chosen("service"), "note": " "}, "note"),
        ("resolve", {"resolution": chosen("no answer needed")}, "note"),
        # Submitted before Slack showed the fields of the action.
        ("resolve", {}, "bulk_action"),
        ("hand_over", {}, "bulk_action"),
        ("assign", {}, "bulk_action"),
        ("tag", {"tags": " , # "}, "tags"),
        ("tag", {"tags": "x" * 41}, "tags"),
    ],
)
async def test_what_is_missing_is_said_under_its_field(
    desk: Front, action: str, fields: dict[str, Any], field: str
) -> None:
    answer = await preview(desk, [await desk.opened()], action, **fields)
    assert list(answer.body["errors"]) == [field]


async def test_one_press_does_it_and_another_undoes_it(desk: Front) -> None:
    first, second = await desk.opened(), await desk.opened(ts="1.7")
    answer = await confirm(desk, [first, second], action="hand_over", team="service", note="Router.")
    assert "Handed over 2 of 2 cases" in said(answer)
    assert [(await desk.case(number)).route.team for number in (first, second)] == ["service"] * 2
    work = await latest(desk)
    await desk.baton.context.book.do(second, Ask(OTHER, desk.baton.services.now(), "c"), claim)
    view = answer.body["view"] | {"id": "V1", "hash": "1", "state": {"values": {}}}
    await desk.press("bulk_undo", work.id, view=view, message={}, channel=None)
    assert [(await desk.case(number)).route.team for number in (first, second)] == ["billing", "service"]
    work = await latest(desk)
    assert [(each.changed, each.why) for each in work.undone] == [
        (True, ""),
        (False, f"Case #{second} has changed since, so it stays as it is."),
    ]
    assert "Undid the handover of 1 of 2 cases" in await desk.home(AINO)


@pytest.mark.parametrize(
    ("user", "plan"),
    [
        (AINO, {"action": "resolve", "resolution": "spam"}),
        (AINO, {"action": "hand_over", "team": "service", "note": "Router."}),
        (LEAD, {"action": "assign", "to": LEAD}),
    ],
)
async def test_an_undone_case_has_its_owner_timers_and_snooze_again(
    desk: Front, user: str, plan: dict[str, str]
) -> None:
    numbers = [await desk.opened(), await desk.opened(ts="1.7")]
    await desk.command(f"claim {numbers[0]}", AINO)
    await desk.command(f"snooze {numbers[0]} 2h", AINO)
    before = [await desk.case(number) for number in numbers]
    await confirm(desk, numbers, user, **plan)
    assert [(await desk.case(number)) == case for number, case in zip(numbers, before, strict=True)] == [
        False,
        False,
    ]
    await desk.press("bulk_undo", (await latest(desk)).id, user)
    for number, case in zip(numbers, before, strict=True):
        assert seen(await desk.case(number)) == seen(case)


async def test_a_double_press_on_undo_leads_to_one_window(desk: Front) -> None:
    number = await desk.opened()
    await confirm(desk, [number], action="resolve", resolution="spam")
    home = {"id": "V1", "hash": "1", "type": "home", "state": {"values": {}}}
    with capture_logs() as logs:
        for _ in range(2):
            await desk.press("bulk_undo", (await latest(desk)).id, view=home, message={}, channel=None)
    assert [each["event"] for each in logs if each["event"] == "answer_not_shown"] == []
    (shown,) = desk.sandbox.server.views.stacks[AINO]
    assert "Undid the resolution of 1 of 1 case" in json.dumps(shown)
    assert await desk.kinds(number) == ["resolved", "undone"]


async def test_a_preview_knows_the_limit_of_the_person_it_is_assigned_to(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES.replace("lead: [U0RUTH]", "lead: [U0RUTH], cap: 2"))
    async with open_front(tmp_path, ROUTING_RULES=str(tmp_path / "rules.yaml")) as front:
        numbers = [await front.opened(ts=f"{place}.9") for place in range(4)]
        await front.command(f"claim {numbers[0]}", AINO)
        answer = await preview(front, numbers, "assign", LEAD, to=chosen(AINO))
        assert json.loads(answer.body["view"]["private_metadata"])["cases"] == [numbers[1]]
        assert said(answer).count("Their limit is 2 open cases.") == 2
        done = await confirm(front, numbers[1:], LEAD, action="assign", to=AINO)
        assert "Assigned 1 of 3 cases" in said(done)


async def test_tags_are_added_with_a_preview_and_one_press_and_undone(desk: Front) -> None:
    first, second = await desk.opened(), await desk.opened(ts="1.7")
    ask = Ask(OTHER, desk.baton.services.now(), "tag")
    await desk.baton.context.book.do(second, ask, change_tags, add=["VIP"])
    answer = await preview(desk, [first, second], "tag", tags="#refund, vip")
    view = answer.body["view"]
    assert (view["title"]["text"], view["submit"]["text"]) == ("Tag 2 cases", "Add tags")
    assert "refund, vip" in said(answer)
    answer = await desk.submit("bulk_confirm", json.loads(view["private_metadata"]))
    assert "Tagged 2 of 2 cases" in said(answer)
    assert [(await desk.case(each)).route.tags for each in (first, second)] == [
        ("refund", "vip"),
        ("VIP", "refund"),
    ]
    work = await latest(desk)
    await desk.press("bulk_undo", work.id)
    assert [(await desk.case(each)).route.tags for each in (first, second)] == [(), ("VIP",)]


async def test_a_window_that_comes_twice_counts_once(desk: Front) -> None:
    number = await desk.opened()
    for _ in range(2):
        answer = await confirm(desk, [number], action="resolve", resolution="spam")
        assert "Resolved 1 of 1 case" in said(answer)
    assert await desk.kinds(number) == ["resolved"]


async def test_each_case_has_a_journal_and_a_request_of_its_own(desk: Front) -> None:
    numbers = [await desk.opened(), await desk.opened(ts="1.7")]
    await confirm(desk, numbers, action="claim")
    work = await latest(desk)
    for number in numbers:
        log = await desk.baton.store.transact(lambda tx: tx.event_log(number))  # noqa: B023
        assert (log[-1].kind, log[-1].request) == ("claimed", work.request(number))


@pytest.mark.parametrize("plan", [{"action": "claim"}, {"action": "resolve", "resolution": "spam"}])
async def test_a_crafted_number_of_a_hidden_case_changes_nothing(desk: Front, plan: dict[str, str]) -> None:
    hidden = await desk.opened("I am a journalist", team="press", ts="1.7")
    answer = await confirm(desk, [hidden, 9_999], **plan)
    assert "0 of 2 cases" in said(answer)
    assert f"There is no case #{hidden}" in said(answer)
    assert await desk.kinds(hidden) == []
    answer = await preview(desk, [hidden], "claim")
    assert "can be changed" in said(answer)
    assert "journalist" not in said(answer)


@pytest.mark.parametrize(
    "carried",
    [
        {"cases": ["x", None], "plan": {"action": "claim"}},
        {"cases": [1], "plan": {"action": "dance"}},
        {"cases": [1], "plan": {"action": "resolve", "resolution": "dance"}},
        {"cases": 7, "plan": 7},
        {},
    ],
)
async def test_a_window_that_is_none_of_ours_does_nothing(desk: Front, carried: dict[str, Any]) -> None:
    number = await desk.opened()
    answer = await desk.submit("bulk_confirm", carried, AINO)
    assert answer.status == 200
    assert await desk.kinds(number) == []


async def test_only_a_lead_assigns_and_only_to_the_people_of_the_team(desk: Front) -> None:
    number = await desk.opened()
    answer = await confirm(desk, [number], AINO, action="assign", to=OTHER)
    assert "Only a lead of billing can assign" in said(answer)
    answer = await confirm(desk, [number], LEAD, action="assign", to=OTHER)
    assert "is not in billing" in said(answer)
    assert await desk.kinds(number) == []
    answer = await confirm(desk, [number], LEAD, action="assign", to=AINO)
    assert "Assigned 1 of 1 case" in said(answer)
    assert await owner_of(desk, number) == AINO
    await desk.press("reassign", "billing", AINO)
    assert "Only a lead of billing" in desk.told(AINO)[-1]


async def test_a_lead_selects_among_all_open_cases_of_the_team(desk: Front) -> None:
    number = await desk.opened()
    await desk.command(f"claim {number}", AINO)
    await desk.press("reassign", "billing", LEAD)
    (view,) = desk.views()
    assert [each["value"] for each in view["blocks"][0]["element"]["options"]] == [str(number)]
    people = [each["value"] for each in view["blocks"][-1]["element"]["options"]]
    assert set(people) == {AINO, LEAD}
    carried = json.loads(view["private_metadata"])
    fields = {"all": options("all"), "bulk_action": chosen("assign"), "to": chosen(LEAD)}
    answer = await desk.submit("bulk", carried, LEAD, **fields)
    assert json.loads(answer.body["view"]["private_metadata"])["cases"] == [number]


async def test_many_cases_are_finished_by_a_worker_and_the_home_tab_says_how_far_it_is(desk: Front) -> None:
    numbers = [await desk.opened(ts=f"{place}.9") for place in range(CHUNK + 2)]
    answer = await confirm(desk, numbers, action="resolve", resolution="spam")
    assert f"Resolving: 0 of {CHUNK + 2} cases" in said(answer)
    assert (await desk.case(numbers[0])).status is Status.WAITING
    await desk.press("bulk_undo", (await latest(desk)).id)
    assert "This is still going on" in desk.told(AINO)[-1]
    job = await desk.baton.store.transact(partial(next_bulk_job, desk))
    await run(desk.baton.context, job)
    assert f"Resolving: {CHUNK} of {CHUNK + 2} cases" in await desk.home(AINO)
    await run(desk.baton.context, job)
    assert f"Resolved {CHUNK + 2} of {CHUNK + 2} cases" in await desk.home(AINO)
    assert {(await desk.case(number)).status for number in numbers} == {Status.RESOLVED}


async def test_a_worker_checks_again_what_the_person_may_see(desk: Front) -> None:
    numbers = [await desk.opened(ts=f"{place}.9") for place in range(CHUNK)]
    hidden = await desk.opened("I am a journalist", team="press", ts="1.7")
    await confirm(desk, [*numbers, hidden], action="resolve", resolution="spam")
    job = await desk.baton.store.transact(partial(next_bulk_job, desk))
    for _ in range(2):
        await run(desk.baton.context, job)
    assert await desk.kinds(hidden) == []
    assert [each.why for each in (await latest(desk)).results if not each.changed] == [
        f"There is no case #{hidden}. /queue lists the open cases."
    ]


async def test_small_work_that_a_process_left_behind_is_finished_by_a_worker(desk: Front) -> None:
    first, second = await desk.opened(), await desk.opened(ts="1.7")
    now = desk.baton.services.now()
    left = Bulk("b1", AINO, now, Plan("claim"), (first, second))
    await begin(desk.baton.context.book, left)
    await desk.baton.context.book.do(first, Ask(AINO, now, left.request(first), by_hand=True), claim)
    job = await desk.baton.store.transact(partial(next_bulk_job, desk))
    await run(desk.baton.context, job)
    assert [await owner_of(desk, number) for number in (first, second)] == [AINO, AINO]
    assert await desk.kinds(first) == ["claimed"]
    assert (await latest(desk)).changed == (first, second)


async def test_nobody_undoes_the_work_of_others(desk: Front) -> None:
    number = await desk.opened()
    await confirm(desk, [number], action="resolve", resolution="spam")
    await desk.press("bulk_undo", (await latest(desk)).id, OTHER)
    assert "too long ago to undo" in desk.told(OTHER)[-1]
    assert (await desk.case(number)).status is Status.RESOLVED


async def latest(front: Front) -> Bulk:
    now = front.baton.services.now()
    rows = await front.baton.store.transact(lambda tx: tx.sql.rows("select id from bulks order by at desc"))
    work = await front.baton.store.transact(lambda tx: tx.bulk(rows[0]["id"]))
    assert work is not None
    assert work.at <= now
    return work


async def owner_of(front: Front, number: int) -> str | None:
    case: Case = await front.case(number)
    return case.owner
