"""The sandbox's web page: Slack on the left, the social channels on the right."""

from functools import cache
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
# Slack's names of emoji. It is the list that Baton itself uses; a test holds the two equal.
EMOJI_NAMES = STATIC.with_name("emoji_names.txt")
# Nothing but our own files may run or load, whatever a post says (W3C: Content Security Policy Level 3).
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def add_routes(app: web.Application) -> None:
    """Serve the page at /, its files under /page/static/, and the emoji of each name at /page/emoji."""
    files = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}

    async def index(_: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html", headers=HEADERS)

    async def static(request: web.Request) -> web.FileResponse:
        """Serve a file of the page. Raise HTTPNotFound when there is none."""
        path = files.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def emoji(_: web.Request) -> web.Response:
        return web.json_response(emoji_by_name())

    app.router.add_get("/", index)
    app.router.add_get("/page/static/{path:.+}", static)
    app.router.add_get("/page/emoji", emoji)


@cache
def emoji_by_name() -> dict[str, str]:
    """Return the emoji of each name that Slack knows."""
    lines = EMOJI_NAMES.read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("# "))
    return {name: sign for sign, *names in entries for name in names}
