"""The line by which a further team hears of a case that is not its own."""

from bot.case import Case
from bot.desk import Message
from bot.desk.blocks import line, link, message, outside, rich, text, title_of
from bot.desk.text import one_line


def informed_message(case: Case, team: str) -> Message:
    """What the case is, with whom it is, and where its thread is; `team` is the title of the team that has it."""
    route, name = case.route, f"#{case.number}"
    thread = link(case.threads[-1].url, f"Case {name}") if case.threads else text(f"Case {name}")
    author = case.first.author
    whose = one_line(author.name or author.handle) if case.first.is_readable else ""
    about = [text(" · "), outside(", ".join(route.tags[:10]))] if route.tags else []
    return message(
        rich(
            line(
                "For your information: ",
                thread,
                " of ",
                outside(whose or "somebody"),
                f" on {title_of(case.first.network)}, with ",
                outside(team),
                f" · priority {route.priority.name.lower()}",
                *about,
            )
        )
    )
