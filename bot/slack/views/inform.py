"""Messages to people about a case: another team, and people its card could not notify."""

from collections.abc import Sequence

from bot.case import Case
from bot.slack import Message
from bot.slack.views.blocks import Element, line, link, message, named, rich, text, title_of, untrusted
from bot.slack.views.post_parts import display_name, member_in
from bot.slack.views.push import as_push
from bot.slack.views.text import one_line


def informed_message(case: Case, team: str) -> Message:
    """Return the FYI for another team; `team` is the title of the team that has the case."""
    route, name = case.route, f"#{case.number}"
    thread = link(case.threads[-1].url, f"Case {name}") if case.threads else text(f"Case {name}")
    member = member_in(case.first)
    whose = one_line(display_name(case.first)) if case.first.is_readable else ""
    about = [text(" · "), untrusted(", ".join(route.tags[:10]))] if route.tags else []
    said = line(
        "FYI: ",
        thread,
        " from ",
        named(member) if member else untrusted(whose or "a customer"),
        f" on {title_of(case.first.network)}, assigned to ",
        untrusted(team),
        f" · priority {route.priority.name.lower()}",
        *about,
    )
    return as_push(message(rich(said)))


def waiting_message(case: Case, notify: Sequence[Element]) -> Message:
    """Return the notification for people whom Slack could not notify when the card was posted."""
    notified = [each for element in notify for each in (element, text(" "))]
    waits = f"Case #{case.number} is unassigned. Slack couldn't notify you when its card was posted."
    return message(rich(line(*notified, waits)))
