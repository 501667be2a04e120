"""The routes / and /setup."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qs

from aiohttp import web

from bot.cli.doctor import NO_NETWORKS
from bot.store import Clash, Unreachable
from bot.web import pages
from bot.web.bodies import BodyRefused, read_body, refuse_early
from bot.web.setup.access import COOKIE_SECONDS, SetupAccess, WrongCode, show_code
from bot.web.setup.checks import Checked, Checks
from bot.web.setup.completion import Completion
from bot.web.setup.slack_app import Place, address_of, create_url, is_https, manifest_text
from bot.web.visitors import visitor_of

PATH, FINISH = "/setup", "/setup/finish"
COOKIE = "baton_setup"
FORM_BYTES = 1_000
CREATE_APP = "Create the Slack app, then set its keys."
FIRST_POST = "Write a post that mentions your account. Its card appears in the team's channel."
FIRST_NETWORK = "Connect a network, then write a post that mentions your account."
OPEN = "Set-up is not finished."
TRY_LATER = "The database does not answer. Try again in a minute."
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Setup:
    """Set-up in this process, and its pages."""

    access: SetupAccess
    checks: Checks
    place: Place
    #: Whether it is complete; None while the settings can't be used, and Baton does not run.
    completion: Completion | None = None

    def add_to(self, app: web.Application) -> None:
        """Add / and /setup to `app`."""
        app.router.add_get("/", self.home)
        app.router.add_get(PATH, self._while_open(self.show))
        app.router.add_post(PATH, self._while_open(self.enter))
        app.router.add_post(FINISH, self._while_open(self.finish))

    async def announce(self, address: str) -> None:
        """Write the code into the log while set-up is open; Baton listens at `address`."""
        with suppress(Clash, Unreachable):
            if not await self.is_complete():
                show_code(self.access, self.place.address or address, OPEN)

    async def is_complete(self) -> bool:
        """Return true once set-up is complete. Raise Clash or Unreachable."""
        return self.completion is not None and await self.completion.is_complete()

    async def home(self, _: web.Request) -> web.StreamResponse:
        """Answer with what this is; strangers see no more."""
        try:
            return pages.draw_home(is_set_up=await self.is_complete())
        except (Clash, Unreachable):
            return pages.draw_home(is_set_up=True)

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Answer with the checks, or ask for the code."""
        if not self._admits(request):
            return pages.draw_code(on_heroku=self.place.on_heroku)
        return pages.draw_setup(self._page(request, await self.checks.run()))

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Check the typed code, and give its browser the cookie."""
        refuse_early(request, FORM_BYTES)
        form = parse_qs((await read_body(request, FORM_BYTES)).decode("utf-8", "replace"))
        try:
            cookie = self.access.enter(form.get("code", [""])[0], visitor_of(request))
        except WrongCode as wrong:
            return pages.draw_code(on_heroku=self.place.on_heroku, fault=str(wrong), status=wrong.status)
        return _with_cookie(_to_setup(), cookie, secure=is_https(request))

    async def finish(self, request: web.Request) -> web.StreamResponse:
        """Complete set-up if every check passes."""
        checked = await self.checks.run() if self._admits(request) else None
        if self.completion and checked and not checked.troubles:
            await self.completion.finish()
        return _to_setup()

    def _while_open(self, handler: Handler) -> Handler:
        """Answer with `handler` until set-up is complete."""

        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                return pages.draw_closed() if await self.is_complete() else await handler(request)
            except BodyRefused as refusal:
                return refusal.response()
            except (Clash, Unreachable):
                return web.Response(status=503, text=TRY_LATER, headers={"Retry-After": "5"})

        return answer

    def _admits(self, request: web.Request) -> bool:
        return self.access.admits(request.cookies.get(COOKIE, ""))

    def _page(self, request: web.Request, checked: Checked) -> pages.SetupPage:
        address, runs = address_of(self.place, request), self.completion is not None
        return pages.SetupPage(
            address=address,
            manifest=manifest_text(address, self.place.domains),
            create_url=create_url(address, self.place.domains),
            runs=runs,
            next=_next(checked, runs),
            checked=checked,
            on_heroku=self.place.on_heroku,
        )


def _next(checked: Checked, runs: bool) -> str:
    if not checked.troubles:
        return FIRST_NETWORK if any(found.about == NO_NETWORKS for found in checked.passed) else FIRST_POST
    if not runs and checked.troubles[0].says.startswith(("is missing", "is empty")):
        return CREATE_APP
    return f"{checked.troubles[0].about}: {checked.troubles[0].says}"


def _to_setup() -> web.Response:
    return web.Response(status=303, headers={"Location": PATH, "Cache-Control": "no-store"})


def _with_cookie(answer: web.Response, cookie: str, *, secure: bool) -> web.Response:
    # Lax: Heroku's and Slack's pages link here, and only a POST changes anything.
    answer.set_cookie(
        COOKIE, cookie, max_age=COOKIE_SECONDS, path=PATH, httponly=True, samesite="Lax", secure=secure
    )
    return answer
