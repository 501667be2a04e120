"""The Slack app that set-up asks for: Baton's public address, the manifest, and the link that creates the app."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.slack.manifest import UNFURL_DOMAINS, manifest, unfurl_domains

# Slack opens its editor with the manifest in it: https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests
CREATE = "https://api.slack.com/apps?new_app=1&manifest_json="
HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Place:
    """The place where Baton runs, by its settings and the platform."""

    #: Its public https address; empty if it is not known.
    address: str
    socket_mode: bool
    on_heroku: bool
    #: The domains of posts on the connected networks, for the manifest.
    domains: Sequence[str] = UNFURL_DOMAINS


def place_of(given: Mapping[str, str], environ: Mapping[str, str]) -> Place:
    """Return the place by settings as they were given, valid or not."""
    address = known_address(given.get("PUBLIC_URL", "").strip(), environ)
    socket_mode = bool(given.get("SLACK_APP_TOKEN", "").strip())
    return Place(address, socket_mode, "DYNO" in environ, domains_of(given))


def domains_of(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the domains of posts by settings as they were given, valid or not."""
    mastodon, discord = given.get("MASTODON_URL", "").strip(), given.get("DISCORD_BOT_TOKEN", "").strip()
    return unfurl_domains(mastodon, discord=bool(discord))


def known_address(public_url: str, environ: Mapping[str, str]) -> str:
    """Return Baton's public https address by its settings or Heroku's dyno metadata; empty if neither names it."""
    host = environ.get("HEROKU_APP_DEFAULT_DOMAIN_NAME", "").strip()
    by_heroku = f"https://{host}" if HOST.fullmatch(host) else ""
    return public_url.rstrip("/") if public_url.startswith("https://") else by_heroku


def is_https(request: web.Request) -> bool:
    """Return whether the browser's request came over https, by the word of the proxy in front of Baton."""
    return request.headers.get("X-Forwarded-Proto", request.scheme).lower() == "https"


def address_of(place: Place, request: web.Request) -> str:
    """Return the address for the manifest: the known one, or the one this request came to; empty for Socket Mode."""
    if place.socket_mode or place.address:
        return "" if place.socket_mode else place.address
    return f"https://{request.host}" if is_https(request) and HOST.fullmatch(request.host) else ""


def manifest_text(address: str, domains: Sequence[str], *, compact: bool = False) -> str:
    """Return the manifest as JSON: for the address, or for Socket Mode if it is empty."""
    app = manifest(address or None, socket_mode=not address, domains=domains)
    return json.dumps(app, separators=(",", ":")) if compact else json.dumps(app, indent=2)


def create_url(address: str, domains: Sequence[str]) -> str:
    """Return the link to Slack's page that creates an app from the manifest."""
    return CREATE + quote(manifest_text(address, domains, compact=True), safe="")
