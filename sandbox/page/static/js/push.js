// What a phone or a desktop shows of a new message: the app, the channel, and the first lines of the message's text.

import { el, icon } from "./dom.js";
import { readable } from "./mrkdwn.js";
import { isVisible } from "./pane.js";
import { nameOf, openChannel, openThread, state } from "./state.js";

const SECONDS = 8;
const MUTED = "baton-sandbox-muted";
let leaving;

const place = () => document.getElementById("push");
const isMuted = () => localStorage.getItem(MUTED) === "yes";

export function startPush() {
  const mute = document.getElementById("mute");
  const draw = () => mute.setAttribute("aria-pressed", String(isMuted()));
  mute.addEventListener("click", () => {
    localStorage.setItem(MUTED, isMuted() ? "no" : "yes");
    draw();
    if (isMuted()) dismiss();
  });
  for (const kind of ["pointerenter", "focusin"]) place().addEventListener(kind, () => clearTimeout(leaving));
  for (const kind of ["pointerleave", "focusout"]) place().addEventListener(kind, leaveSoon);
  draw();
}

// Shows a notice of the sandbox, if it is for this reader and says something not yet on the screen. The newest replaces
// the one before.
export function showPush(notice) {
  if (isMuted() || !notice.users.includes(state.me) || onScreen(notice)) return;
  const channel = state.channels.get(notice.channel);
  if (!channel) return;
  const from = channel.is_im ? nameOf(notice.by) : `${nameOf(notice.by)} · #${channel.name}`;
  place().replaceChildren(
    el("img", { src: "/page/static/icon.svg", alt: "", width: "32", height: "32" }),
    el(
      "div",
      { class: "push-main", data: { testid: "push" } },
      el("button", { type: "button", class: "push-open", onclick: () => open(notice) }, from),
      el("p", { class: "push-text", dir: "auto" }, readable(notice.text)),
    ),
    el("button", { type: "button", class: "icon", "aria-label": "Dismiss notification", onclick: dismiss }, icon("close")),
  );
  leaveSoon();
}

function onScreen({ channel, thread_ts: thread }) {
  if (thread) return state.thread?.ts === thread && isVisible("thread");
  return state.place.kind === "channel" && state.place.id === channel && isVisible("channel");
}

function open({ channel, ts, thread_ts: thread }) {
  dismiss();
  openChannel(channel);
  if (thread) openThread({ channel, ts: thread });
  else requestAnimationFrame(() => document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: "center" }));
}

function leaveSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(dismiss, SECONDS * 1000);
}

function dismiss() {
  place().replaceChildren();
}
