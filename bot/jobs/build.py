"""Jobs that are queued in more than one place, and the gates that limit their rate."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.case.model import Case
from bot.jobs.job import Job

UPDATES = "slack-update"
# Gate of direct messages. Its name begins like a channel's, so that trouble of Slack as a whole shuts it, too.
DIRECT = "slack:@direct"
UNFURLS = "slack-unfurl"

# Cases follow a channel's new id at once, and again when every call under way at that time has ended.
FOLLOW_AFTER = (timedelta(0), timedelta(minutes=2))


# Urgency of jobs, next to 0 to 3 for cases that nobody works on yet: these use the case's priority.
CONVERSATION, PRESSED, IN_A_WHILE, FLOOD, BACKGROUND = 0, 1, 3, 4, 5


def urgency_of(case: Case) -> int:
    """Return the urgency: a case that an agent answers comes before all unassigned ones."""
    return CONVERSATION if case.owner or case.replies else int(case.route.priority)


def channel_gate(channel: str) -> str:
    """Return the gate that limits posting in one channel, by its name in the rules."""
    return f"slack:{channel}"


def redraw_job(case: Case, at: datetime, urgency: int = BACKGROUND) -> Job:
    """Build the redraw of a case's card. There is one per card: queued again, it draws the latest state once."""
    return Job(
        f"{case.number}@card", 0, "redraw", at, data={"case": case.number}, gate=UPDATES, urgency=urgency
    )


def slack_lane(case: int) -> str:
    """Return the lane of the card and of the messages in its thread."""
    return f"{case}@slack"


def flood_lane(case: int) -> str:
    """Return the lane of a customer's posts when there are so many that they must not block others."""
    return f"{case}@slack/more"


def message_keys(case: int, event: int) -> tuple[str, str]:
    """Return the receipt keys that a message about an event may have."""
    return f"{slack_lane(case)}/{event}/say", f"{flood_lane(case)}/{event}/say"


def probe_job(hold: str, at: datetime) -> Job:
    """Build the job that checks whether a hold can end; there is one per hold."""
    return Job(f"hold/{hold}", 0, "probe", at, data={"hold": hold}, urgency=0)


def recheck_job(network: str, at: datetime) -> Job:
    """Build the second check of a network's posts that were missing at the first; there is one per network."""
    return Job(f"recheck/{network}", 0, "recheck", at, data={"network": network}, urgency=3)


def thread_job(case: int, position: int, at: datetime) -> Job:
    """Build the job that reads the thread of a case."""
    return Job(f"{case}@thread", position, "thread", at, data={"case": case}, urgency=2)


def notice_job(key: str, channel: str, user: str, text: str, at: datetime) -> Job:
    """Build the job that shows one person a message where they asked; `key` names the act it is about."""
    data = {"channel": channel, "user": user, "text": text}
    return Job(f"tell/{key}", 0, "tell", at, data=data, urgency=1)


def follow_channel_jobs(old: str, new: str, at: datetime) -> list[Job]:
    """Build the jobs by which the cases of a channel follow its new id, now and once more later."""
    data = {"old": old, "new": new}
    lane = f"channel/{old}/{new}"
    return [
        Job(lane, n, "follow_channel", at + wait, data=data, urgency=0) for n, wait in enumerate(FOLLOW_AFTER)
    ]


def retime_jobs(teams: Iterable[str], version: str, at: datetime) -> list[Job]:
    """Build the jobs that apply the hours of rules `version` to the open cases of these teams."""
    data = {"version": version}
    return [Job(f"retime/{team}", 0, "retime", at, data={"team": team, **data}) for team in teams]


def bulk_job(bulk: str, at: datetime, *, undo: bool) -> Job:
    """Build the job that goes on with work on many cases at once; there is one for the work, one for its undo."""
    return Job(f"bulk/{bulk}", int(undo), "bulk", at, data={"bulk": bulk}, urgency=1)


def assign_job(team: str, at: datetime) -> Job:
    """Build the job that assigns a team's waiting cases. There is one per team."""
    return Job(f"assign/{team}", 0, "assign", at, data={"team": team})


def timer_job(case: int, at: datetime) -> Job:
    """Build the check of all timers of a case; there is one per case. Queued again, it runs at the earlier time."""
    return Job(f"{case}@clock", 0, "tick", at, data={"case": case}, urgency=1)
