// On a phone one part of the page is shown at a time: the channels, a channel, a thread, or the social channels.
// Which one is in the body's data-pane; the style sheet does the rest, and on wide screens ignores it.

import { on, openThread, state } from "./state.js";

const phone = matchMedia("(max-width: 680px)");

export function startPanes() {
  document.getElementById("to-channels").addEventListener("click", () => {
    show("channels");
    document.querySelector("#channels [aria-current], #open-home[aria-current]")?.focus();
  });
  document.getElementById("to-channel").addEventListener("click", () => openThread(null));
  document.getElementById("to-slack").addEventListener("click", () => show(state.thread ? "thread" : "channel"));
  document.getElementById("to-town").addEventListener("click", () => show("town"));
  on("place", () => show("channel"));
  on("thread", () => {
    if (state.thread) show("thread");
    else if (document.body.dataset.pane === "thread") show("channel");
  });
  on("shown", () => show("town"));
  show("channel");
}

// Whether a reader sees this part now.
export function isVisible(pane) {
  return !phone.matches || document.body.dataset.pane === pane;
}

export const isPhone = () => phone.matches;

function show(pane) {
  document.body.dataset.pane = pane;
  document.getElementById("to-slack").setAttribute("aria-pressed", String(pane !== "town"));
  document.getElementById("to-town").setAttribute("aria-pressed", String(pane === "town"));
}
