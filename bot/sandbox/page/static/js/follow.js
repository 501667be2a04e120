// Links that lead to a place on this page: a Slack message, or a public post. All others open beside it.

import { openChannel, openThread, state } from "./state.js";

const SLACK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?thread_ts=([\d.]+))?/;
const PUBLIC = /^https:\/\/(?:x|twitter)\.com\/(?:.*\/status\/|intent\/\w+\?in_reply_to=)(\d+)/;
const SHOWN_MS = 2400;

// For a click on a link: goes there and keeps the browser here, where that is possible.
export function follow(event) {
  const url = event.currentTarget.href;
  if (goTo(url)) event.preventDefault();
}

function goTo(url) {
  const message = SLACK.exec(url);
  if (message) return openMessage(message);
  const post = PUBLIC.exec(url);
  if (!post || !showPost(post[1])) return false;
  document.querySelector(`#posts [data-id="${CSS.escape(post[1])}"] button`)?.focus({ preventScroll: true });
  return true;
}

function openMessage([, channel, seconds, fraction, parent]) {
  if (!state.channels.has(channel)) return false;
  openChannel(channel);
  openThread({ channel, ts: parent ?? `${seconds}.${fraction}` });
  return true;
}

// Brings a public post into view and marks it for a moment; false if it is not on the page.
export function showPost(id) {
  const post = document.querySelector(`#posts [data-id="${CSS.escape(id)}"]`);
  if (!post) return false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  post.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  post.classList.add("shown");
  setTimeout(() => post.classList.remove("shown"), SHOWN_MS);
  return true;
}
