// rich_text blocks, drawn as elements.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { broadcastPill, channelPill, groupPill, link, userPill } from "./mentions.js";
import { slackDate } from "./when.js";

export function richText(block) {
  return el("div", { class: "rich" }, (block.elements ?? []).map(part));
}

function part(element) {
  const inside = () => (element.elements ?? []).map(piece);
  switch (element.type) {
    case "rich_text_quote":
      return el("blockquote", { dir: "auto" }, inside());
    case "rich_text_preformatted":
      return el("pre", { dir: "auto" }, inside());
    case "rich_text_list":
      return list(element);
    default:
      return el("p", {}, inside());
  }
}

function list(element) {
  const items = (element.elements ?? []).map((item) => el("li", {}, (item.elements ?? []).map(piece)));
  const node = el(element.style === "ordered" ? "ol" : "ul", {}, items);
  node.style.setProperty("--indent", element.indent ?? 0);
  return node;
}

function emoji({ name, unicode, skin_tone: tone }) {
  const drawn = withEmoji(`:${name}:${tone ? `:skin-tone-${tone}:` : ""}`);
  const known = drawn !== `:${name}:` || !unicode;
  return known ? drawn : String.fromCodePoint(...unicode.split("-").map((code) => parseInt(code, 16)));
}

function piece(element) {
  switch (element.type) {
    case "link":
      return styled(element, link(element.url, element.text));
    case "emoji":
      return emoji(element);
    case "user":
      return userPill(element.user_id);
    case "usergroup":
      return groupPill(element.usergroup_id);
    case "channel":
      return channelPill(element.channel_id);
    case "color":
      return el("code", {}, element.value);
    case "broadcast":
      return broadcastPill(element.range);
    case "date":
      return el("time", {}, slackDate(element.timestamp, element.format, element.fallback));
    default:
      return styled(element, el("bdi", {}, element.text ?? ""));
  }
}

const TAGS = { code: "code", strike: "s", italic: "em", bold: "strong" };

function styled(element, content) {
  return Object.entries(TAGS).reduce(
    (inner, [style, tag]) => (element.style?.[style] ? el(tag, {}, inner) : inner),
    content,
  );
}
