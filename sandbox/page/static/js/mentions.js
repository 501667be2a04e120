// People, groups and channels by their Slack ids: drawn as pills, and written from what a person typed.

import { el } from "./dom.js";
import { follow } from "./follow.js";
import { openChannel, state } from "./state.js";
import { slackDate } from "./when.js";

export function userPill(id, label) {
  const user = state.users.get(id);
  const mine = id === state.me ? " mine" : "";
  return el("span", { class: `pill${mine}` }, `@${user?.real_name || user?.name || label || id}`);
}

export function groupPill(id, label) {
  const group = state.groups.get(id);
  const mine = group?.users?.includes(state.me) ? " mine" : "";
  return el("span", { class: `pill${mine}` }, `@${group?.handle || (label || id).replace(/^@/, "")}`);
}

export function broadcastPill(range) {
  return el("span", { class: "pill loud" }, `@${range}`);
}

export function channelPill(id, label) {
  const channel = state.channels.get(id);
  if (!channel) return el("span", { class: "pill" }, `#${label || id}`);
  return el("button", { type: "button", class: "pill", onclick: () => openChannel(id) }, `#${channel.name}`);
}

export function link(url, label) {
  if (!/^(https?|mailto):/i.test(url)) return el("span", {}, label || url);
  return el("a", { href: url, target: "_blank", rel: "noreferrer noopener", onclick: follow }, label || url);
}

// What stands between < and > in Slack's text.
export function entity(inside) {
  const [target, label] = split(inside, "|");
  if (target.startsWith("@")) return userPill(target.slice(1), label);
  if (target.startsWith("#")) return channelPill(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupPill(target.slice(9), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return broadcastPill(target.slice(1).split("^")[0]);
  return link(target, label);
}

// Full names a person typed become ids, as Slack's own completion does; the sandbox escapes the rest.
export function written(typed) {
  return names().reduce(
    (text, [name, id]) => text.replace(new RegExp(`(^|[\\s(])${quoted(name)}(?![\\w-])`, "gi"), `$1${id}`),
    typed,
  );
}

function names() {
  const users = [...state.users.values()].flatMap((user) =>
    [user.real_name, user.name].filter(Boolean).map((name) => [`@${name}`, `<@${user.id}>`]),
  );
  const groups = [...state.groups.values()].map((group) => [`@${group.handle}`, `<!subteam^${group.id}>`]);
  return [...users, ...groups].sort((one, other) => other[0].length - one[0].length);
}

function date(target, fallback) {
  const [, unix, format, url] = target.split("^");
  const shown = slackDate(unix, format ?? "", fallback);
  return url ? link(url, shown) : el("time", {}, shown);
}

function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function quoted(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
