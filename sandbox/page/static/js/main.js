// Starts the page.

import { countAll, startChannels } from "./channels.js";
import { startChannelView } from "./channelview.js";
import { startDiscord } from "./discord.js";
import { loadEmoji } from "./emoji.js";
import { startHome } from "./home.js";
import { loadAll, startLive } from "./live.js";
import { startMail } from "./mail.js";
import { startPanes } from "./pane.js";
import { startPlaces } from "./places.js";
import { startPush } from "./push.js";
import { loadWorkspace, on, openChannel, openHome, state, tell } from "./state.js";
import { FIRST_STEP, startSteps } from "./steps.js";
import { startX } from "./x.js";

const USUAL = "service";
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
  return (channels.find((channel) => channel.name === (known ? USUAL : FIRST_STEP.channel)) ?? channels[0])?.id;
}

const known = new URLSearchParams(location.search).get("user") ?? sessionStorage.getItem(REMEMBERED);
startSteps();
startPanes();
startPush();
startChannels();
startChannelView();
startHome();
on("act-as", become);
startPlaces();
await Promise.all([loadEmoji(), startX(), startDiscord(), startMail()]);
startLive();
await become(known ?? FIRST_STEP.user);
document.body.dataset.ready = "yes";
