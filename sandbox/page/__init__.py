"""The sandbox's web page: Slack on the left, the town square on the right."""

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
# Nothing but our own files may run or load, whatever a post says (W3C: Content Security Policy Level 3).
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def add_routes(app: web.Application) -> None:
    """Serve the page at / and its files under /page/static/."""
    files = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}

    async def index(_: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html", headers=HEADERS)

    async def static(request: web.Request) -> web.FileResponse:
        """Serve a file of the page. Raise HTTPNotFound when there is none."""
        path = files.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    app.router.add_get("/", index)
    app.router.add_get("/page/static/{path:.+}", static)
