"""A typed text as the HTML that Mastodon makes of it."""

import html
import re

_ENTITY = re.compile(
    r"(?P<link>https?://[^\s<]+)|(?<!\w)@(?P<name>\w+)(?:@(?P<host>[\w.-]+\w))?|(?<!\w)#(?P<tag>\w+)"
)


def rendered(text: str) -> str:
    """Paragraphs, line breaks, links cut for the eye, mentions without their host, hashtags."""
    paragraphs = [part.replace("\n", "<br />") for part in text.split("\n\n")]
    return "".join(f"<p>{_marked(part)}</p>" for part in paragraphs)


def _marked(text: str) -> str:
    pieces, end = [], 0
    for found in _ENTITY.finditer(text):
        pieces += [_escaped(text[end : found.start()]), _entity(found)]
        end = found.end()
    return "".join([*pieces, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return html.escape(text).replace("&lt;br /&gt;", "<br />")


def _entity(found: re.Match[str]) -> str:
    if found["link"]:
        return _link(found["link"])
    if found["name"]:
        url = f"https://{found['host'] or 'mastodon.example'}/@{found['name']}"
        label = f"@<span>{found['name']}</span>"
        return f'<span class="h-card" translate="no"><a href="{url}" class="u-url mention">{label}</a></span>'
    url = f"https://mastodon.example/tags/{found['tag']}"
    return f'<a href="{url}" class="mention hashtag" rel="tag">#<span>{found["tag"]}</span></a>'


def _link(url: str) -> str:
    scheme, rest = re.fullmatch(r"(https?://(?:www\.)?)(.*)", url).groups()  # type: ignore[union-attr]
    shown, hidden = html.escape(rest[:30]), html.escape(rest[30:])
    cut = (
        f'<span class="{"ellipsis" if hidden else ""}">{shown}</span><span class="invisible">{hidden}</span>'
    )
    start = f'<a href="{html.escape(url)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">'
    return f'{start}<span class="invisible">{scheme}</span>{cut}</a>'
