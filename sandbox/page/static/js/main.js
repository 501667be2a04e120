// Starts the page.

import { countAll, startChannels } from "./channels.js";
import { startChannelView } from "./channelview.js";
import { startDiscord } from "./discord.js";
import { startHome } from "./home.js";
import { loadAll, startLive } from "./live.js";
import { startMail } from "./mail.js";
import { startPlaces } from "./places.js";
import { loadWorkspace, on, openChannel, openHome, state, tell } from "./state.js";
import { startSteps } from "./steps.js";
import { startX } from "./x.js";

const FIRST = "service";
const REMEMBERED = "baton-sandbox-user";

async function become(user) {
  if (!(await loadWorkspace(user))) return;
  sessionStorage.setItem(REMEMBERED, state.me);
  tell("workspace");
  if (state.place.kind === "home") openHome();
  else openChannel(state.channels.has(state.place.id) ? state.place.id : firstChannel());
  countAll();
  loadAll();
}

function firstChannel() {
  const channels = [...state.channels.values()];
  return (channels.find((channel) => channel.name === FIRST) ?? channels[0])?.id;
}

startSteps();
startChannels();
startChannelView();
startHome();
on("act-as", become);
startPlaces();
await Promise.all([startX(), startDiscord(), startMail()]);
startLive();
await become(new URLSearchParams(location.search).get("user") ?? sessionStorage.getItem(REMEMBERED) ?? undefined);
document.body.dataset.ready = "yes";
