// The open channel, and the thread beside it.

import { get } from "./api.js";
import { composer } from "./composer.js";
import { el, keepAtEnd, reconcile } from "./dom.js";
import { messageNode } from "./message.js";
import { on, openThread, state, tell } from "./state.js";
import { day, ofTs } from "./when.js";

const SHOWN = 100;
const SHORT_THREAD = 6;
const dismissed = new Set();
let shown = SHOWN;

export function startChannelView() {
  document.getElementById("close-thread").addEventListener("click", closeThread);
  document.getElementById("thread").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeThread();
  });
  on("place", drawPlace);
  on("thread", drawThread);
}

export async function loadMessages() {
  if (state.place.kind !== "channel") return;
  const channel = state.place.id;
  const messages = await get(`/page/channels/${channel}/messages`, { user: state.me });
  if (!messages || state.place.id !== channel) return;
  const list = document.getElementById("messages");
  const kept = messages.filter((message) => !dismissed.has(message.ts));
  keepAtEnd(list, () => reconcile(list, withDays(kept.slice(-shown), kept.length), keyOf, (item) => rowOf(item, channel)));
  markOpen();
  tell("seen", { channel, messages });
}

// Shows in the channel which message's thread is open.
function markOpen() {
  for (const node of document.querySelectorAll("#messages [data-ts]")) {
    node.classList.toggle("in-thread-pane", node.dataset.ts === state.thread?.ts);
  }
}

export async function loadThread() {
  if (!state.thread) return;
  const { channel, ts } = state.thread;
  const messages = await get(`/page/channels/${channel}/threads/${ts}`, { user: state.me });
  if (!messages || state.thread?.ts !== ts) return;
  const list = document.getElementById("replies");
  const kept = messages.filter((message) => !dismissed.has(message.ts));
  keepAtEnd(list, () =>
    reconcile(list, kept, (message) => message.ts, (message) => messageNode(message, channel, { inThread: true, dismiss })),
  );
}

// The focus goes back to where the thread was opened.
function closeThread() {
  const parent = document.querySelector(`#messages [data-ts="${CSS.escape(state.thread.ts)}"]`);
  openThread(null);
  (parent?.querySelector("[data-focus=replies], [data-focus=thread]") ?? document.querySelector("#composer textarea"))?.focus();
}

function drawPlace() {
  if (state.place.kind !== "channel") return;
  shown = SHOWN;
  const channel = state.channels.get(state.place.id);
  document.getElementById("channel-title").textContent = nameOf(channel);
  document.getElementById("channel-note").textContent = noteOn(channel);
  const list = document.getElementById("messages");
  list.setAttribute("aria-label", `Messages in ${nameOf(channel)}`);
  list.replaceChildren();
  list.className = "scroll";
  const place = document.getElementById("composer");
  place.replaceChildren(channel.is_archived ? el("p", { class: "closed" }, "This channel is archived.") : composer(`Message ${nameOf(channel)}`, channel.id));
  loadMessages().then(() => (list.scrollTop = list.scrollHeight));
}

function nameOf(channel) {
  return channel.is_im ? "Baton" : `#${channel.name}`;
}

function noteOn(channel) {
  if (channel.is_archived) return "archived";
  if (channel.is_im) return "direct messages";
  if (channel.is_private) return "private";
  return channel.is_member === false ? "you are not in it; writing joins it" : "";
}

async function drawThread() {
  const pane = document.getElementById("thread");
  keepAtEnd(document.getElementById("messages"), () => {
    pane.hidden = !state.thread;
    document.getElementById("slack").classList.toggle("with-thread", Boolean(state.thread));
  });
  markOpen();
  document.getElementById("replies").replaceChildren();
  if (!state.thread) return;
  const channel = state.channels.get(state.thread.channel);
  document.getElementById("thread-note").textContent = `#${channel?.name ?? ""}`;
  document.getElementById("thread-composer").replaceChildren(composer("Reply in thread", state.thread.channel, state.thread.ts));
  await loadThread();
  const list = document.getElementById("replies");
  // A short thread is shown from its card down, a long one from its end.
  list.scrollTop = list.children.length > SHORT_THREAD ? list.scrollHeight : 0;
  pane.querySelector("textarea")?.focus({ preventScroll: true });
}

function withDays(messages, all) {
  const items = all > messages.length ? [{ earlier: all - messages.length }] : [];
  let last = "";
  for (const message of messages) {
    const today = day(ofTs(message.ts));
    if (today !== last) items.push({ day: today });
    last = today;
    items.push(message);
  }
  return items.length ? items : [{ empty: true }];
}

function keyOf(item) {
  if (item.earlier) return "earlier";
  if (item.empty) return "empty";
  return item.day ? `day ${item.day}` : item.ts;
}

function rowOf(item, channel) {
  if (item.earlier) {
    const more = () => {
      shown += SHOWN;
      loadMessages();
    };
    return el("button", { type: "button", class: "earlier quiet", onclick: more }, `Show earlier messages (${item.earlier})`);
  }
  if (item.empty) return el("p", { class: "empty" }, "Nothing here yet. Post something in the town square and watch it arrive.");
  if (item.day) return el("p", { class: "day" }, el("span", {}, item.day));
  return messageNode(item, channel, { dismiss });
}

function dismiss(message) {
  dismissed.add(message.ts);
  loadMessages();
  loadThread();
}
