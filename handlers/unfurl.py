"""Links to posts that someone writes in Slack: those that lead to a case show it."""

from html import unescape

from bot.jobs.build import UNFURLS
from bot.jobs.job import Job
from bot.roles import Level
from handlers.request import Answer, Request, Routes

# Slack asks while a person still writes, too. Who will read it is not known then.
COMPOSER = "composer"
LINKS = 20


async def show_cases(request: Request) -> Answer:
    """Queue the previews of links that lead to posts.

    Slack accepts a preview only after it got our answer, so a job shows it. What may be shown is decided there.
    """
    event = request.message
    if event.get("source") == COMPOSER or not event.get("message_ts"):
        return None
    links = [str(each.get("url", "")) for each in event.get("links") or ()]
    posts = [found for link in links[:LINKS] if (found := _post(request, link))]
    if posts:
        data = {"posts": posts, "by": request.user, "channel": request.channel, "place": _place(request)}
        now = request.services.now()
        await request.book.add(Job(request.key, 0, "unfurl", now, data=data, gate=UNFURLS))
    return None


def _post(request: Request, link: str) -> tuple[str, str, str] | None:
    """Return a link as Slack wrote it, with the network and id of its post; None for other links."""
    for network, reply_channel in request.services.reply_channels.items():
        if native_id := reply_channel.post_id(unescape(link)):
            return link, network, native_id
    return None


def _place(request: Request) -> dict[str, str]:
    """Return how chat.unfurl names the message; its id works in conversations without Baton, too."""
    event = request.message
    if event.get("unfurl_id") and event.get("source"):
        return {"unfurl_id": str(event["unfurl_id"]), "source": str(event["source"])}
    return {"channel": request.channel, "ts": str(event["message_ts"])}


ROUTES = Routes(events={"link_shared": show_cases}, level=Level.NOTHING)
