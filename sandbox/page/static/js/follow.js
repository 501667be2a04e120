// Links that lead to a place on this page: a Slack message, or what a customer wrote. All others open beside it.

import { openChannel, openThread, state } from "./state.js";

const SLACK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?thread_ts=([\d.]+))?/;
const places = []; // {pattern, find}

// Links of `pattern` lead here: `find` gets the match, goes there and answers with the element, or nothing.
export function findBy(pattern, find) {
  places.push({ pattern, find });
}

// For a click on a link: goes there and keeps the browser here, where that is possible.
export function follow(event) {
  const url = event.currentTarget.href;
  if (goTo(url)) event.preventDefault();
}

function goTo(url) {
  const message = SLACK.exec(url);
  if (message) return openMessage(message);
  for (const { pattern, find } of places) {
    const match = pattern.exec(url);
    const found = match && find(match);
    if (!found) continue;
    show(found);
    found.querySelector("button")?.focus({ preventScroll: true });
    return true;
  }
  return false;
}

function openMessage([, channel, seconds, fraction, parent]) {
  if (!state.channels.has(channel)) return false;
  openChannel(channel);
  openThread({ channel, ts: parent ?? `${seconds}.${fraction}` });
  return true;
}

// What has that id in a list of the page.
export function inList(list, id) {
  return list.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

// Brings something into view and marks it: the style sheet lets the mark fade, another showing takes it away.
export function show(node) {
  if (!node) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  for (const old of document.querySelectorAll(".shown")) if (old !== node) old.classList.remove("shown");
  node.classList.add("shown");
  for (const fading of node.getAnimations()) fading.play();
}
