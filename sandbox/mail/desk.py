"""The page's API for mail.

GET /page/mail: every e-mail, oldest first; with ?address= only what this person wrote or received. POST
/page/mail/write {address, text, subject?, name?, in_reply_to?}: a customer writes; answers the e-mail. GET
/page/mail/people: customers to write as. A `mail` notice on /page/stream says that there is a new one.
"""

from aiohttp import web

from sandbox.mail.letters import Email
from sandbox.mail.office import PostOffice, UnknownEmail
from sandbox.mail.people import PEOPLE

LONGEST_EMAIL = 25_000


def add_desk(app: web.Application, office: PostOffice) -> None:
    """Serve /page/mail."""

    async def read(request: web.Request) -> web.Response:
        wanted = request.query.get("address", "").casefold()
        shown = [each for each in office.letters.values() if not wanted or _concerns(each, wanted)]
        return web.json_response([each.as_json() for each in shown])

    async def people(_: web.Request) -> web.Response:
        return web.json_response([{"address": address, "name": name} for address, name in PEOPLE])

    async def write(request: web.Request) -> web.Response:
        """Write an e-mail as a customer. Raise ValueError without an address, or for a text that is empty or too
        long."""
        try:
            asked = await request.json()
            address, text = str(asked["address"]), str(asked["text"])
            if "@" not in address or not 0 < len(text) <= LONGEST_EMAIL:
                raise ValueError(f"an e-mail has an address and 1 to {LONGEST_EMAIL} characters")
            letter = await office.write(
                address,
                text,
                subject=str(asked.get("subject") or ""),
                name=str(asked.get("name") or ""),
                in_reply_to=asked.get("in_reply_to"),
            )
            return web.json_response(letter.as_json())
        except UnknownEmail as gone:
            return web.json_response({"error": f"there is no e-mail {gone}"}, status=404)
        except (ValueError, KeyError, TypeError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    app.router.add_get("/page/mail", read)
    app.router.add_get("/page/mail/people", people)
    app.router.add_post("/page/mail/write", write)


def _concerns(letter: Email, address: str) -> bool:
    return address in (letter.sender.address.casefold(), letter.to.address.casefold())
