// The bot's App Home tab.

import { get, post } from "./api.js";
import { block } from "./blocks.js";
import { el, reconcile } from "./dom.js";
import { valuesIn } from "./message.js";
import { on, state } from "./state.js";

export function startHome() {
  on("place", async () => {
    if (state.place.kind !== "home") return;
    drawFrame();
    await post("/page/open_home", { user: state.me });
    loadHome();
  });
}

export async function loadHome() {
  if (state.place.kind !== "home") return;
  const view = await get("/page/home", { user: state.me });
  if (state.place.kind !== "home") return;
  const list = document.getElementById("messages");
  const at = { place: { view_id: view?.id }, values: () => valuesIn(list) };
  const blocks = (view?.blocks ?? []).map((spec, place) => ({ place, spec }));
  if (!blocks.length) list.replaceChildren(el("p", { class: "empty" }, "Baton has not published its Home tab yet."));
  else reconcile(list, blocks, (item) => item.spec.block_id ?? item.place, (item) => block(item.spec, at));
}

function drawFrame() {
  document.getElementById("channel-title").textContent = "Baton";
  document.getElementById("channel-note").textContent = "home of the app";
  document.getElementById("composer").replaceChildren();
  const list = document.getElementById("messages");
  list.setAttribute("aria-label", "App Home");
  list.className = "scroll home";
  list.replaceChildren();
}
