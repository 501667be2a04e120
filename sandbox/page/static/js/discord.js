// Discord in the town square: Larkspur's own server, its channels, and its forum where every post is a thread.

import { get, post } from "./api.js";
import { message, topic } from "./discordpost.js";
import { el, icon, keepAtEnd, reconcile } from "./dom.js";
import { findBy, inList, show } from "./follow.js";
import { openPen } from "./pen.js";
import { isShown, noticeItems, showPlace } from "./places.js";
import { on } from "./state.js";
import { whoField } from "./who.js";

const IDEAS = [
  { name: "Speed", title: "Slow every evening since the update", text: "From eight to eleven I get 4 of my 500 Mbit. Restarting the router did not help." },
  { name: "Billing", title: "Charged twice?", text: "My bill shows the router rent twice this month. Is that a mistake?" },
];
const open = { room: null, thread: null }; // ids: a channel or forum, and a post of the forum
const read = new Set(); // ids of the messages that were on the screen
let server = null;
let pen;

const list = () => document.getElementById("room");

export async function startDiscord() {
  server = await get("/page/discord");
  const who = whoField({
    label: "Write as",
    people: (server?.people ?? []).filter((one) => !one.is_brand),
    fields: [
      { name: "handle", label: "Handle", most: "32" },
      { name: "name", label: "Name", most: "32" },
    ],
    described: (one) => `${one.name} (@${one.handle})`,
  });
  pen = openPen(document.getElementById("room-pen"), {
    who, send, label: "Message", button: "Send", titleLabel: "Title of your post", ideas: IDEAS, enterSends: true, testid: "discord-text",
  });
  enter(server?.channels.find((one) => !one.is_forum)?.id);
  findBy(/^https:\/\/discord\.com\/channels\/\d+\/(\d+)\/(\d+)/, ([, place, id]) => {
    showPlace("discord");
    const thread = server.threads.find((one) => one.id === place);
    enter(thread?.forum ?? place, thread?.id);
    return inList(list(), id);
  });
  on("shown", (name) => name === "discord" && draw(true));
}

export async function loadDiscord() {
  const fetched = await get("/page/discord");
  if (!fetched) return;
  server = fetched;
  const there = server.messages.filter((one) => !one.deleted);
  const answers = noticeItems("discord", there.map((one) => ({ id: one.id, ours: one.by_brand })));
  draw();
  if (answers.length && isShown("discord")) show(inList(list(), answers.at(-1)));
}

function enter(room, thread = null) {
  open.room = room;
  open.thread = thread;
  pen?.stop();
  draw(true);
}

async function send({ handle, name, title, text, target }) {
  return post("/page/discord/post", { handle, name, text, channel: open.thread ?? open.room, title, in_reply_to: target?.id });
}

// `anew` when another part of the server came into view: then it begins at its newest message.
function draw(anew = false) {
  if (!server || !isShown("discord")) return;
  const room = server.channels.find((one) => one.id === open.room);
  const thread = server.threads.find((one) => one.id === open.thread);
  const topics = room?.is_forum && !thread;
  for (const one of inRoom(open.room)) read.add(one.id);
  reconcile(document.getElementById("rooms"), server.channels.map(withNews), (one) => one.id, roomButton);
  drawHead(room, thread);
  if (anew) list().replaceChildren();
  list().classList.toggle("topics", topics);
  if (topics) reconcile(list(), topicsOf(room.id), (one) => one.id, drawTopic);
  else keepAtEnd(list(), () => reconcile(list(), saidIn(open.thread ?? open.room, thread), (one) => one.id, drawMessage));
  if (anew) list().scrollTop = topics ? 0 : list().scrollHeight;
  pen.relabel(topics ? { words: "Write a new post", title: true, button: "Post" } : { words: thread ? "Reply to this post" : `Message #${room?.name}`, button: "Send" });
}

function withNews(room) {
  return { ...room, here: room.id === open.room, fresh: inRoom(room.id).filter((one) => !read.has(one.id)).length };
}

function roomButton(room) {
  const fresh = room.fresh ? `, ${room.fresh} new` : "";
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", "aria-current": room.here ? "page" : null, "aria-label": `${room.name}${room.is_forum ? ", a forum" : ""}${fresh}`, data: { focus: "room", testid: `room-${room.name}` }, onclick: () => enter(room.id) },
      icon(room.is_forum ? "forum" : "hash"),
      el("span", { class: "label" }, room.name),
      room.fresh ? el("span", { class: "badge", "aria-hidden": "true" }, String(room.fresh)) : null,
    ),
  );
}

function drawHead(room, thread) {
  const back = thread && el("button", { type: "button", class: "quiet", onclick: () => leave(thread) }, `‹ #${room.name}`);
  const note = thread?.locked ? "locked" : room?.is_forum ? "a forum: every post has its answers" : "a text channel";
  document.getElementById("room-head").replaceChildren(
    ...[back, el("h3", { id: "room-title", dir: "auto" }, thread ? thread.name : `#${room?.name ?? ""}`), !thread && el("p", { class: "faint" }, note)].filter(Boolean),
  );
}

function leave(thread) {
  enter(open.room);
  inList(list(), thread.id)?.querySelector("button").focus();
}

function inRoom(id) {
  const rooms = new Set([id, ...server.threads.filter((one) => one.forum === id).map((one) => one.id)]);
  return server.messages.filter((one) => rooms.has(one.channel) && !one.deleted);
}

function saidIn(id, thread) {
  const messages = server.messages.filter((one) => one.channel === id);
  const byId = new Map(messages.map((one) => [one.id, one]));
  const asked = thread && messages[0]?.author.id;
  return messages.map((one) => ({
    ...one,
    answers: byId.get(one.in_reply_to) ?? null,
    by_community: Boolean(thread) && !one.by_brand && one.author.id !== asked,
  }));
}

function topicsOf(forum) {
  const topics = server.threads.filter((one) => one.forum === forum).map(asTopic);
  return topics.filter((one) => one.first).sort((one, other) => other.latest.localeCompare(one.latest));
}

function asTopic(thread) {
  const [first, ...rest] = saidIn(thread.id, thread).filter((one) => !one.deleted);
  const latest = (rest.at(-1) ?? first)?.created_at;
  return { id: thread.id, title: thread.name, first, latest, answers: rest.length, ours: rest.some((one) => one.by_brand), community: rest.some((one) => one.by_community) };
}

function drawTopic(one) {
  return topic(one, () => enter(open.room, one.id));
}

function drawMessage(one) {
  return message(one, () => pen.answer(one, `Replying to ${one.author.name}`));
}
