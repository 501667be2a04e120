"""Apply events to a case: the only place where a case changes."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from bot.case.apply_handling import CHANGES as STANDING
from bot.case.apply_replies import CHANGES as DELIVERING
from bot.case.apply_undo import REQUEST_UNDONE, UNDONE, apply_resolution_undone, apply_undone
from bot.case.channels import apply_channel_changed
from bot.case.clock_rules import timed
from bot.case.clocks import RESPONSES
from bot.case.handling_model import HandOff, Match, QuestionPost, Sameness
from bot.case.model import ACCOUNTS_KEPT, MENTIONS_KEPT, Case, Event, Origin, Resolution, Status
from bot.case.questions import answered, asking, with_post, without_post
from bot.case.serialization import mention_from_json, origin_from_json, route_from_json, thread_from_json
from bot.case.source import escalated_at_opening, with_left_thread
from bot.case.verbs.edit import key_in, with_post_changed
from bot.case.verbs.senders import CHANGES as SENDERS
from bot.case.verbs.tags import with_tags
from bot.mention import Mention
from bot.routing import Priority, Route
from bot.routing.scoring import waited


def begin(number: int, event: Event) -> Case:
    """Build a new case from its `opened` event."""
    data = event.data
    mention, route = mention_from_json(data["mention"]), route_from_json(data["route"])
    return opened(number, event, mention, route, origin_from_json(data["origin"]))


def opened(number: int, event: Event, mention: Mention, route: Route, origin: Origin | None) -> Case:
    """Build a new case from the records its `opened` event was made of.

    A batch of new posts takes this way, as nothing has to be read back from JSON.
    """
    since = event.at if origin else mention.posted_at
    case = Case(
        number=number,
        route=route,
        opened_at=event.at,
        mentions=(mention,),
        mention_count=1,
        turn=1,
        origin=origin,
        asked_at=since,
        question=(QuestionPost(event.number, mention.key, since),),
        hand_off=HandOff(origin.by, "", origin.reason, event.at) if origin else None,
        accounts=tuple(event.data.get("accounts", ())),
        escalations=escalated_at_opening(event, origin, route),
        version=event.number,
    )
    return timed(None, case, event)


def apply(case: Case, event: Event) -> Case:
    """Return the case after `event`. A kind that changes nothing but the event log only raises the version."""
    if undo := _UNDOING.get(event.kind):
        return replace(undo(case, event), version=event.number)
    change = _CHANGES.get(event.kind)
    changed = change(case, event) if change else case
    # Timers follow from the case before and after the event, so no change above needs to know about them.
    return timed(case, replace(changed, version=event.number), event)


def fold(number: int, event_log: Iterable[Event]) -> Case:
    """Replay a whole event log into a case. Raise StopIteration when the log is empty."""
    events = iter(event_log)
    case = begin(number, next(events))
    for event in events:
        case = apply(case, event)
    return case


def _joined(case: Case, event: Event) -> Case:
    mention = mention_from_json(event.data["mention"])
    if (mention.case == case.number and not mention.unverified) or event.data.get("same_person"):
        case = _with_accounts(case, [mention.account])
    longer: dict[str, Any] = {
        "mentions": _kept((*case.mentions, mention), case),
        "mention_count": case.mention_count + 1,
    }
    if not case.is_own(mention):
        return replace(case, community_answers=case.community_answers + mention.community, **longer)
    return with_post(case, mention, event.number, event.at, turn=case.turn + 1, **longer)


def _reopened(case: Case, event: Event) -> Case:
    """Reopen the case. Only a customer's post opens a question; `recalled` covers a case that staff reopen."""
    waiting = replace(
        case,
        status=Status.WAITING,
        owner=None,
        resolution=None,
        resolved_because="",
        resolved_by="",
        resolved_at=None,
        recalled="mention" not in event.data,
        resumed=event.data.get("resumes", False),
    )
    if "route" in event.data:
        waiting = _retimed(waiting, event)
    if "mention" in event.data:
        waiting = _joined(waiting, event)
    return waiting


def _claimed(case: Case, event: Event) -> Case:
    return replace(case, status=Status.CLAIMED, owner=event.by, drafts=(), assignment=None, tried=())


def _retimed(case: Case, event: Event) -> Case:
    return replace(case, route=route_from_json(event.data["route"]))


def _prioritized(case: Case, event: Event) -> Case:
    """Set the priority. Without the parts of a score, waiting does not change it any more."""
    priority = Priority[event.data["to"].upper()]
    return replace(case, route=replace(case.route, priority=priority, score=()))


def _tagged(case: Case, event: Event) -> Case:
    return replace(case, route=replace(case.route, tags=with_tags(case.route.tags, event)))


def _warned(case: Case, event: Event) -> Case:
    kind, level = event.data["clock"], event.data["rung"]
    clocks = (replace(c, notified=level) if c.kind == kind else c for c in case.clocks)
    route = waited(case.route, level / 100) if kind in RESPONSES else case.route
    return replace(case, clocks=tuple(clocks), route=route)


def _resolved(case: Case, event: Event) -> Case:
    resolution = Resolution(event.data["resolution"])
    if resolution is Resolution.ELSEWHERE and (case.question or case.answered_at is None):
        case = answered(case, event.at)
    return replace(
        asking(case, ()),
        status=Status.RESOLVED,
        resolution=resolution,
        resolved_because=event.data.get("because", ""),
        resolved_by=event.by if event.data.get("unowned") else "",
        recalled=False,
        drafts=(),
        snooze=None,
        follow_up=None,
        resumed=False,
        hand_off=None,
        guidance=(),
        assignment=None,
        tried=(),
        resolved_at=event.at,
    )


def _shown(case: Case, event: Event) -> Case:
    thread = thread_from_json(event.data["thread"])
    if event.data.get("left"):
        left = replace(case, earlier_threads=(*case.earlier_threads, thread))
        return with_left_thread(left, thread)
    return replace(case, thread=thread, stuck="", notified=tuple(event.data.get("told", case.notified)))


def _edited(case: Case, event: Event) -> Case:
    changed = with_post_changed(case, event)
    if not event.data["own"]:
        return changed
    return replace(changed, turn=case.turn + 1, changed_turn=case.turn + 1, follow_up=None)


def _withdrawn(case: Case, event: Event) -> Case:
    return without_post(with_post_changed(case, event), key_in(event))


def _stuck(case: Case, event: Event) -> Case:
    return replace(case, stuck=event.data["why"])


def _unstuck(case: Case, event: Event) -> Case:
    return replace(case, stuck="")


def _proposed(case: Case, event: Event) -> Case:
    data = event.data
    names = (data["names"][0], data["names"][1])
    match = Match(
        number=event.number,
        by=event.by,
        account=data["account"],
        other=data["other"],
        names=names,
        of_case=data["of_case"],
        why=data["why"],
    )
    return replace(case, matches=(*case.matches, match))


def _decided(said: Sameness) -> Callable[[Case, Event], Case]:
    def change(case: Case, event: Event) -> Case:
        number = event.data["match"]
        matches = (replace(m, said=said, by=event.by) if m.number == number else m for m in case.matches)
        return replace(case, matches=tuple(matches))

    return change


def _recognised(case: Case, event: Event) -> Case:
    return _with_accounts(case, event.data["accounts"])


def _parted(case: Case, event: Event) -> Case:
    return replace(case, accounts=tuple(a for a in case.accounts if a not in event.data["accounts"]))


def _sentiment_corrected(case: Case, event: Event) -> Case:
    return replace(case, sentiment=event.data["mood"], sentiment_by=event.by)


def _with_accounts(case: Case, accounts: Iterable[str]) -> Case:
    """Return the case with these accounts linked to its customer; only the latest ACCOUNTS_KEPT stay."""
    new = [account for account in dict.fromkeys(accounts) if account not in case.customers]
    return replace(case, accounts=(*case.accounts, *new)[-ACCOUNTS_KEPT:]) if new else case


def _kept(mentions: tuple[Mention, ...], case: Case) -> tuple[Mention, ...]:
    """Keep the first post and the latest ones; posts that a reply can answer are dropped last."""
    if len(mentions) <= MENTIONS_KEPT:
        return mentions
    needed = {m.key for m in case.latest_each.values()}
    spare = next((m for m in mentions[1:] if m.key not in needed), mentions[1])
    return tuple(m for m in mentions if m is not spare)


# These bring their own timers: those of before, as if they had never ended.
_UNDOING: dict[str, Callable[[Case, Event], Case]] = {
    UNDONE: apply_resolution_undone,
    REQUEST_UNDONE: apply_undone,
}
_CHANGES: dict[str, Callable[[Case, Event], Case]] = {
    "joined": _joined,
    "reopened": _reopened,
    "edited": _edited,
    "withdrawn": _withdrawn,
    "longer": lambda case, _: replace(case, longer=True),
    "hidden": with_post_changed,
    "unhidden": with_post_changed,
    "claimed": _claimed,
    "taken_over": _claimed,
    "retimed": _retimed,
    "prioritized": _prioritized,
    "tagged": _tagged,
    "warned": _warned,
    "resolved": _resolved,
    "shown": _shown,
    "channel_changed": apply_channel_changed,
    "stuck": _stuck,
    "unstuck": _unstuck,
    "same_person_proposed": _proposed,
    "same_person": _decided(Sameness.SAME),
    "not_same_person": _decided(Sameness.NOT),
    "same_person_undone": _decided(Sameness.ASKED),
    "recognised": _recognised,
    "parted": _parted,
    "mood_corrected": _sentiment_corrected,
    **DELIVERING,
    **STANDING,
    **SENDERS,
}
