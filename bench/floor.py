"""The least a slash command can cost: an aiohttp handler that checks the signature and makes one durable commit."""

import asyncio
import sys

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bench.places import Commit, bare_commits

LOOPBACK = "127.0.0.1"
SECRET = "sandbox-signing-secret"


def app(commit: Commit) -> web.Application:
    verifier = SignatureVerifier(SECRET)

    async def answer(request: web.Request) -> web.Response:
        body = await request.text()
        stamp, signature = (request.headers[f"X-Slack-{name}"] for name in ("Request-Timestamp", "Signature"))
        if not verifier.is_valid(body, stamp, signature):
            return web.Response(status=401)
        commit(body)
        return web.json_response({"text": "It is yours."})

    bare = web.Application()
    bare.router.add_post("/slack/events", answer)
    return bare


async def serve(database_url: str) -> None:
    """Listen until the process is ended; says where, in the words Baton's own log has."""
    with bare_commits(database_url) as commit:
        runner = web.AppRunner(app(commit), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, LOOPBACK, 0).start()
        print(
            f'{{"event": "ready", "listening_on": "http://{LOOPBACK}:{runner.addresses[0][1]}"}}', flush=True
        )
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
