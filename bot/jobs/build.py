"""The jobs that are queued in more than one place, and the gates they pass."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.case.model import Case
from bot.jobs.job import Job

UPDATES = "slack-update"


# A channel's cases follow its new id at once, and again when no call that was under way can still come to an end.
FOLLOW_AFTER = (timedelta(0), timedelta(minutes=2))


# How urgent jobs are, beside those of cases nobody is at yet: these have the case's priority, 0 to 3.
CONVERSATION, PRESSED, IN_A_WHILE, FLOOD, BACKGROUND = 0, 1, 3, 4, 5


def urgency_of(case: Case) -> int:
    """A case that somebody answers goes before all that nobody has begun, however urgent those are."""
    return CONVERSATION if case.owner or case.replies else int(case.route.priority)


def channel_gate(channel: str) -> str:
    """The gate that paces posting in one channel, named as the rules name it."""
    return f"slack:{channel}"


def redraw_job(case: Case, at: datetime, urgency: int = BACKGROUND) -> Job:
    """One job per card: asked for again while it waits, it still draws once, and the latest state."""
    return Job(f"{case.number}@card", 0, "redraw", at, {"case": case.number}, UPDATES, urgency)


def slack_lane(case: int) -> str:
    """The lane of the card and of what is said in its thread."""
    return f"{case}@slack"


def flood_lane(case: int) -> str:
    """The lane of a customer's further posts, where there are so many that they must hold nothing else up."""
    return f"{case}@slack/more"


def said_keys(case: int, event: int) -> tuple[str, str]:
    """The keys under which what is said about an event may have its receipt."""
    return f"{slack_lane(case)}/{event}/say", f"{flood_lane(case)}/{event}/say"


def probe_job(hold: str, at: datetime) -> Job:
    """Return the job that checks whether a hold can end; there is one per hold."""
    return Job(f"hold/{hold}", 0, "probe", at, {"hold": hold}, urgency=0)


def recheck_job(network: str, at: datetime) -> Job:
    """Return the second look at posts of a network that were gone at the first; there is one per network."""
    return Job(f"recheck/{network}", 0, "recheck", at, {"network": network}, urgency=3)


def thread_job(case: int, position: int, at: datetime) -> Job:
    """Return the job that reads the thread of a case."""
    return Job(f"{case}@thread", position, "thread", at, {"case": case}, urgency=2)


def tell_job(key: str, channel: str, user: str, text: str, at: datetime) -> Job:
    """Return the job that shows one person a message where they asked; `key` names the act it is about."""
    data = {"channel": channel, "user": user, "text": text}
    return Job(f"tell/{key}", 0, "tell", at, data, urgency=1)


def follow_channel_jobs(old: str, new: str, at: datetime) -> list[Job]:
    """A channel has another id: its cases follow now, and once more when what was under way then has ended."""
    data = {"old": old, "new": new}
    lane = f"channel/{old}/{new}"
    return [Job(lane, n, "follow_channel", at + wait, data, urgency=0) for n, wait in enumerate(FOLLOW_AFTER)]


def retime_jobs(teams: Iterable[str], version: str, at: datetime) -> list[Job]:
    """The rules changed: the open cases of these teams count by the hours of `version` from now on."""
    data = {"version": version}
    return [Job(f"retime/{team}", 0, "retime", at, {"team": team, **data}) for team in teams]


def assign_job(team: str, at: datetime) -> Job:
    """One job per team gives out what waits: asked for again while it waits, it still looks once."""
    return Job(f"assign/{team}", 0, "assign", at, {"team": team})


def timer_job(case: int, at: datetime) -> Job:
    """One timer per case looks at all its clocks when it comes, and waits on; asked for again, it comes at the earlier
    time."""
    return Job(f"{case}@clock", 0, "tick", at, {"case": case}, urgency=1)
