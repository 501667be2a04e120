// One Slack message: who, when, what, its thread, and what can be done with it.

import { post } from "./api.js";
import { block } from "./blocks.js";
import { confirmed, plain } from "./confirm.js";
import { avatar, el, icon } from "./dom.js";
import { written } from "./mentions.js";
import { menuButton } from "./menu.js";
import { mrkdwn, readable } from "./mrkdwn.js";
import { nameOf, openThread, state } from "./state.js";
import { clock, exact, ofTs } from "./when.js";

// `inThread` leaves the way into the thread away; `dismiss` takes an ephemeral message off the page.
export function messageNode(message, channel, { inThread = false, dismiss } = {}) {
  const who = authorOf(message);
  const date = ofTs(message.ts);
  const classes = ["message", message.ephemeral && "ephemeral", who.bot && "from-bot"].filter(Boolean).join(" ");
  return el(
    "article",
    { class: classes, "aria-label": `${who.name}, ${clock(date)}`, data: { testid: "message", ts: message.ts } },
    message.ephemeral && ephemeralNote(message, dismiss),
    who.bot ? botAvatar() : avatar(who.name, who.id),
    el(
      "div",
      { class: "message-main" },
      el(
        "p",
        { class: "byline" },
        el("strong", {}, el("bdi", {}, who.name)),
        who.bot && el("span", { class: "tag" }, "App"),
        el("time", { datetime: date.toISOString(), title: exact(date) }, clock(date)),
        message.edited && el("span", { class: "faint" }, "(edited)"),
        message.thread_ts && message.thread_ts !== message.ts && !inThread && el("span", { class: "faint" }, "from a thread"),
      ),
      bodyOf(message, channel),
      !inThread && threadButton(message, channel),
    ),
    !message.ephemeral && !message.deleted && tools(message, channel, inThread),
  );
}

function authorOf(message) {
  const user = state.users.get(message.user);
  const bot = Boolean(message.bot_id) || user?.is_bot === true;
  return { id: message.user ?? message.bot_id, name: user ? nameOf(message.user) : (message.username ?? "Baton"), bot };
}

function botAvatar() {
  return el("img", { class: "avatar", src: "/page/static/icon.svg", alt: "" });
}

function bodyOf(message, channel) {
  const body = el("div", { class: "body" });
  if (message.deleted) {
    body.append(el("p", { class: "faint" }, "This message was deleted."));
    return body;
  }
  const at = { place: { message: { channel, ts: message.ts } }, values: () => valuesIn(body) };
  if (message.blocks?.length) body.append(...message.blocks.map((spec) => block(spec, at)));
  else body.append(el("p", { class: "plain", dir: "auto" }, mrkdwn(message.text)));
  body.append(...(message.attachments ?? []).map((preview) => unfurled(preview, at)));
  return body;
}

// The app's preview of a link in the message.
function unfurled(preview, at) {
  const blocks = (preview.blocks ?? []).map((spec) => block(spec, at));
  return el("div", { class: "unfurl", role: "group", "aria-label": "Preview of a link", data: { testid: "unfurl" } }, blocks);
}

// The state of every input below a node, as Slack sends it: {block_id: {action_id: answer}}.
export function valuesIn(node) {
  const values = {};
  for (const input of node.querySelectorAll("[data-input]")) {
    values[input.dataset.block] = { ...values[input.dataset.block], [input.dataset.action]: input.answer() };
  }
  return values;
}

function ephemeralNote(message, dismiss) {
  return el(
    "p",
    { class: "only-you" },
    icon("eye"),
    el("span", {}, "Only visible to you"),
    dismiss && el("button", { type: "button", class: "quiet", onclick: () => dismiss(message) }, "Dismiss"),
  );
}

function threadButton(message, channel) {
  if (!message.reply_count) return null;
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => (state.users.get(id)?.is_bot ? botAvatar() : avatar(nameOf(id), id)));
  return el(
    "button",
    {
      type: "button",
      class: "replies",
      data: { focus: "replies", testid: "open-thread" },
      onclick: () => openThread({ channel, ts: message.ts }),
    },
    el("span", { class: "faces", "aria-hidden": "true" }, faces),
    count,
  );
}

function tools(message, channel, inThread) {
  const bar = el("div", { class: "tools", role: "toolbar", "aria-label": "Message actions" });
  if (!inThread) {
    const open = () => openThread({ channel, ts: message.thread_ts ?? message.ts });
    const face = { type: "button", class: "icon", "aria-label": "Reply in thread", title: "Reply in thread" };
    bar.append(el("button", { ...face, data: { focus: "thread", testid: "reply-in-thread" }, onclick: open }, icon("thread")));
  }
  const entries = [...shortcuts(message, channel), ...ownActions(message, channel)];
  if (entries.length) bar.append(menuButton(icon("dots"), "More message actions", entries, { focus: "more" }));
  return bar;
}

function shortcuts(message, channel) {
  return state.shortcuts
    .filter((shortcut) => shortcut.type !== "global")
    .map((shortcut) => ({
      label: shortcut.name,
      act: () => post("/page/shortcut", { user: state.me, callback_id: shortcut.callback_id, channel, ts: message.ts }),
    }));
}

function ownActions(message, channel) {
  if (message.user !== state.me) return [];
  return [
    { label: "Edit message", act: () => edit(message, channel) },
    { label: "Delete message", danger: true, act: () => remove(message, channel) },
  ];
}

function edit(message, channel) {
  const node = document.querySelector(`[data-ts="${CSS.escape(message.ts)}"] .body`);
  const field = el("textarea", { "aria-label": "Edit message", rows: "2", value: readable(message.text) });
  const form = el(
    "form",
    { class: "edit" },
    field,
    el("div", { class: "row" }, el("button", { class: "button primary" }, "Save"), el("button", { type: "button", class: "button", onclick: () => form.replaceWith(node) }, "Cancel")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.replaceWith(node);
    await post("/page/edit", { user: state.me, channel, ts: message.ts, text: written(field.value) });
  });
  node.replaceWith(form);
  field.focus();
}

async function remove(message, channel) {
  const question = { title: plain("Delete message"), text: plain("This cannot be undone."), confirm: plain("Delete"), style: "danger" };
  if (await confirmed(question)) await post("/page/delete", { user: state.me, channel, ts: message.ts });
}
