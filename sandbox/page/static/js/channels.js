// The list of channels with what is unread in each.

import { get } from "./api.js";
import { el, icon, reconcile } from "./dom.js";
import { soon } from "./pace.js";
import { on, openChannel, openHome, people, state, tell, titleOf } from "./state.js";

const read = new Map(); // channel id -> ts of the last message seen there
const unread = new Map(); // channel id -> {count, named}

export function startChannels() {
  document.getElementById("open-home").addEventListener("click", openHome);
  document.getElementById("act-as").addEventListener("change", (event) => tell("act-as", event.target.value));
  on("workspace", drawAll);
  on("place", drawAll);
  on("seen", ({ channel, messages }) => {
    read.set(channel, messages.at(-1)?.ts ?? "0");
    unread.delete(channel);
    draw();
  });
}

// Something was said in a channel nobody looks at: count it, soon and once for a burst.
export function countUnread(channel) {
  soon(() => count(channel), channel);
}

export function countAll() {
  for (const channel of state.channels.values()) if (channel.is_member && !channel.is_archived) countUnread(channel.id);
}

async function count(channel) {
  const messages = await get(`/page/channels/${channel}/messages`, { user: state.me });
  if (!messages || isOpen(channel)) return;
  const fresh = messages.filter((message) => !message.ephemeral && message.user !== state.me && message.ts > (read.get(channel) ?? "0"));
  unread.set(channel, { count: fresh.length, named: fresh.some(namesMe) || (fresh.length > 0 && isDirect(channel)) });
  draw();
}

function namesMe(message) {
  const groups = [...state.groups.values()].filter((group) => group.users?.includes(state.me));
  const text = JSON.stringify([message.text, message.blocks]);
  return [state.me, ...groups.map((group) => group.id)].some((id) => text.includes(id));
}

// Everything in a direct message is meant for its reader.
function isDirect(channel) {
  return state.channels.get(channel)?.is_im === true;
}

function isOpen(channel) {
  return state.place.kind === "channel" && state.place.id === channel;
}

function drawAll() {
  const select = document.getElementById("act-as");
  select.replaceChildren(...people().map((user) => el("option", { value: user.id }, user.real_name || user.name)));
  select.value = state.me;
  document.getElementById("my-title").textContent = state.users.get(state.me)?.title ?? "";
  const home = document.getElementById("open-home");
  if (state.place.kind === "home") home.setAttribute("aria-current", "page");
  else home.removeAttribute("aria-current");
  draw();
}

function draw() {
  const shown = [...state.channels.values()].map((channel) => ({ ...channel, ...unread.get(channel.id), open: isOpen(channel.id) }));
  for (const [list, direct] of [["channels", false], ["directs", true]]) {
    const rows = shown.filter((channel) => channel.is_im === direct);
    reconcile(document.getElementById(list), rows, (channel) => channel.id, row);
  }
}

function row(channel) {
  const mark = channel.is_archived ? "box" : channel.is_im ? "letter" : channel.is_private ? "lock" : "hash";
  const count = channel.count ? `, ${channel.count} unread` : "";
  const classes = [channel.count && "unread", channel.is_archived && "archived"].filter(Boolean).join(" ");
  return el(
    "li",
    { class: classes },
    el(
      "button",
      {
        type: "button",
        "aria-current": channel.open ? "page" : null,
        "aria-label": `${titleOf(channel)}${count}${channel.is_archived ? ", archived" : ""}`,
        data: { focus: "open", testid: channel.is_im ? "direct-baton" : `channel-${channel.name}` },
        onclick: () => openChannel(channel.id),
      },
      icon(mark),
      el("span", { class: "label" }, titleOf(channel)),
      channel.count ? el("span", { class: channel.named ? "badge named" : "badge", "aria-hidden": "true" }, String(channel.count)) : null,
    ),
  );
}
