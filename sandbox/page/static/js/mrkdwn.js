// Slack's mrkdwn, drawn as elements.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { broadcastPill, entity } from "./mentions.js";

const INLINE =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_([^_\s](?:[^_\n]*[^_\s])?)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])~([^~\s](?:[^~\n]*[^~\s])?)~(?![\p{L}\p{N}])|(:[\w+'-]+:(?::skin-tone-[2-6]:)?)|(?<!\w)@(here|channel|everyone)\b/gu;

export function mrkdwn(text, { verbatim = true } = {}) {
  const parts = (text ?? "").split(/```\n?([\s\S]+?)\n?```/);
  return parts.map((part, place) => (place % 2 ? el("pre", {}, plain(part)) : lines(part, verbatim)));
}

export function textObject(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, { verbatim: object.verbatim === true });
  return [plainText(object)];
}

// The words of a plain_text object, for places that take a string.
export function plainText(object) {
  if (!object) return "";
  return object.emoji === false ? object.text : withEmoji(object.text);
}

// The same as words alone.
export function readable(text) {
  const holder = el("p", {}, mrkdwn(text));
  for (const br of holder.querySelectorAll("br")) br.replaceWith("\n");
  return holder.textContent;
}

function lines(text, verbatim) {
  const drawn = [];
  let quote = null;
  for (const [place, line] of text.split("\n").entries()) {
    const quoted = /^(&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) drawn.push((quote = el("blockquote")));
      else quote.append(el("br"));
      quote.append(...inline(quoted[2], verbatim));
      continue;
    }
    if (place > 0 && !quote) drawn.push(el("br"));
    quote = null;
    drawn.push(...inline(line, verbatim));
  }
  return drawn;
}

function inline(text, verbatim) {
  const drawn = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) drawn.push(plain(text.slice(end, match.index)));
    drawn.push(piece(match, verbatim));
    end = match.index + match[0].length;
  }
  if (end < text.length) drawn.push(plain(text.slice(end)));
  return drawn;
}

function piece(match, verbatim) {
  const [whole, inside, code, bold, italic, strike, name, range] = match;
  if (inside) return entity(plain(inside));
  if (code) return el("code", {}, plain(code));
  if (bold) return el("strong", {}, inline(bold, verbatim));
  if (italic) return el("em", {}, inline(italic, verbatim));
  if (strike) return el("s", {}, inline(strike, verbatim));
  if (name) return withEmoji(whole);
  return verbatim ? plain(whole) : broadcastPill(range);
}

function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
