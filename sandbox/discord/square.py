"""The simulated Discord on the page: what it shows, and what a member does there."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.discord.guild import Guild, Unknown
from sandbox.discord.records import FORUM, JSON, Channel, Message, User

LONGEST_POST = 2000


def add_square(app: web.Application, guild: Guild) -> None:
    """Serve /page/discord and what a member does there."""

    async def read(_: web.Request) -> web.Response:
        return web.json_response(drawn(guild))

    app.router.add_get("/page/discord", read)
    for name, act in ACTS.items():
        app.router.add_post(f"/page/discord/{name}", _acting(guild, act))


def drawn(guild: Guild) -> JSON:
    """Return the whole server as the page shows it: people, channels, and threads with their messages."""
    there = [one for one in guild.channels.values() if not one.deleted]
    return {
        "people": [_drawn_user(one) for one in guild.members.values()],
        "channels": [_drawn_channel(one) for one in there if not one.is_thread],
        "threads": [_drawn_channel(one) | {"forum": one.parent.id} for one in there if one.parent],
        "messages": [drawn_message(guild, one) for channel in there for one in channel.messages],
    }


def drawn_message(guild: Guild, one: Message) -> JSON:
    return {
        "id": one.id,
        "channel": one.channel.id,
        "author": _drawn_user(one.author),
        "text": _readable(guild, one.text),
        "created_at": one.at.isoformat(),
        "in_reply_to": one.answers.id if one.answers else None,
        "media": list(one.media),
        "edited": one.edited_at is not None,
        "deleted": one.deleted,
        "by_brand": one.author is guild.bot,
    }


def post(guild: Guild, asked: JSON) -> JSON:
    """Post in a text channel or thread, or create a post in a forum.

    Raise ValueError for a forum post without title, and for a text that is empty or too long.
    """
    text = str(asked.get("text") or "")
    if not text.strip() or len(text) > LONGEST_POST:
        raise ValueError(f"a message has 1 to {LONGEST_POST} characters")
    author = guild.member(str(asked.get("handle") or "somebody"), asked.get("name") or None).handle
    channel = guild.open_channel(str(asked.get("channel") or guild.help.id))
    if channel.kind != FORUM:
        sent = guild.post(author, text, channel, in_reply_to=asked.get("in_reply_to"))
    elif title := str(asked.get("title") or "").strip():
        sent = guild.forum_post(author, title[:100], text, channel)
    else:
        raise ValueError("a post in a forum needs a title")
    return drawn_message(guild, sent)


def edit(guild: Guild, asked: JSON) -> JSON:
    return drawn_message(guild, guild.edit(str(asked.get("id")), str(asked.get("text") or "")))


def delete(guild: Guild, asked: JSON) -> JSON:
    guild.delete(str(asked.get("id")))
    return {"deleted": True}


ACTS: dict[str, Callable[[Guild, JSON], JSON]] = {"post": post, "edit": edit, "delete": delete}


def _acting(
    guild: Guild, act: Callable[[Guild, JSON], JSON]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(act(guild, await request.json()))
        except Unknown as gone:
            return web.json_response({"error": f"nothing has the id {gone}"}, status=404)
        except (ValueError, TypeError, AttributeError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    return answer


def _readable(guild: Guild, text: str) -> str:
    names = {f"<@{one.id}>": f"@{one.handle}" for one in guild.members.values()}
    names |= {f"<@&{role.id}>": f"@{role.name}" for role in guild.roles.values()}
    for written, name in names.items():
        text = text.replace(written, name)
    return text


def _drawn_user(one: User) -> JSON:
    return {"id": one.id, "handle": one.handle, "name": one.name, "is_brand": one.bot}


def _drawn_channel(one: Channel) -> JSON:
    return {
        "id": one.id,
        "name": one.name,
        "is_forum": one.kind == FORUM,
        "archived": one.archived,
        "locked": one.locked,
    }
