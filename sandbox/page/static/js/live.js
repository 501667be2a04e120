// Hears from the sandbox what has changed, and fetches it again: once for a burst, and all of it after a break.

import { countUnread } from "./channels.js";
import { loadMessages, loadThread } from "./channelview.js";
import { loadDiscord } from "./discord.js";
import { loadHome } from "./home.js";
import { loadMail } from "./mail.js";
import { loadModals } from "./modals.js";
import { soon } from "./pace.js";
import { showPush } from "./push.js";
import { loadWorkspace, on, state, tell } from "./state.js";
import { loadX } from "./x.js";

export function startLive() {
  const stream = new EventSource("/page/stream");
  let broken = false;
  stream.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  stream.addEventListener("error", () => (broken = true));
  stream.addEventListener("open", () => {
    if (broken) loadAll();
    broken = false;
  });
  on("refresh", hearMessage);
}

export function loadAll() {
  for (const load of [loadMessages, loadThread, loadHome, loadModals, loadX, loadDiscord, loadMail]) soon(load);
}

function hear(notice) {
  switch (notice.kind) {
    case "message":
    case "thread":
      return hearMessage(notice);
    case "push":
      return showPush(notice);
    case "modal":
      return soon(loadModals);
    case "home":
      return soon(loadHome);
    case "channels":
      return soon(refreshWorkspace);
    case "post":
      return soon(loadX);
    case "discord":
      return soon(loadDiscord);
    case "mail":
      return soon(loadMail);
  }
}

async function refreshWorkspace() {
  if (await loadWorkspace(state.me)) tell("workspace");
}

function hearMessage({ channel }) {
  if (state.place.kind === "channel" && state.place.id === channel) soon(loadMessages);
  else if (channel) countUnread(channel);
  if (state.thread?.channel === channel) soon(loadThread);
}
