// Where staff write: a channel's or a thread's composer.

import { post } from "./api.js";
import { completion } from "./complete.js";
import { el } from "./dom.js";
import { written } from "./mentions.js";
import { state, tell } from "./state.js";
import { toast } from "./toast.js";

// `thread` is the ts of the thread it writes to, or undefined.
export function composer(label, channel, thread) {
  const field = el("textarea", { rows: "1", "aria-label": label, placeholder: label, dir: "auto", data: { testid: thread ? "thread-composer" : "composer" } });
  const broadcast = thread && el("input", { type: "checkbox" });
  const send = el("button", { class: "button primary", "aria-label": "Send now", title: "Send now" }, "Send");
  const form = el(
    "form",
    { class: "composer" },
    completion(field, { commands: !thread }),
    field,
    el(
      "div",
      { class: "row" },
      thread ? el("label", { class: "choice" }, broadcast, el("span", {}, "Also send to channel")) : el("span", { class: "faint" }, "/ for commands · stays inside the company"),
      send,
    ),
  );
  field.addEventListener("input", () => grow(field));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = field.value.trim();
    if (!typed) return;
    if (typed.startsWith("/") && thread) {
      toast("Slack has no slash commands in threads. Write !claim, or mention the bot: @Baton claim.", "bad");
      return;
    }
    field.value = "";
    grow(field);
    if (typed.startsWith("/")) await command(channel, typed);
    else await say(channel, typed, thread, broadcast?.checked);
    if (broadcast) broadcast.checked = false;
  });
  return form;
}

async function say(channel, typed, thread, broadcast) {
  const words = /^!(\w+)/.exec(typed);
  if (words) tell("did", `command:${words[1]}`);
  const said = { user: state.me, channel, text: written(typed), thread_ts: thread, broadcast: broadcast || undefined };
  if (!(await post("/page/say", said))) return;
  if (thread && !words) tell("did", "note");
  tell("refresh", { channel, ts: thread });
}

async function command(channel, typed) {
  if (typed.includes(" ")) tell("did", `command:${typed.slice(1).split(" ")[0]}`);
  const answer = await post("/page/command", { user: state.me, channel, text: typed });
  if (answer && answer.status >= 400) toast(answer.reply?.text ?? `${typed.split(" ")[0]} failed: the bot answered ${answer.status}`, "bad");
  tell("refresh", { channel });
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
}
