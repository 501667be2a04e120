// The places of the town square: which one is shown, and what is new in the others.

import { tell } from "./state.js";

const MOST = 99;
const places = new Map(); // name -> {tab, panel, items, seen, answers}
let shown = "x";

export function startPlaces() {
  for (const tab of document.querySelectorAll("#places [role=tab]")) {
    const name = tab.dataset.place;
    places.set(name, { tab, panel: document.getElementById(`place-${name}`), items: [], seen: new Set(), answers: null });
    tab.addEventListener("click", () => showPlace(name));
    tab.addEventListener("keydown", walk);
  }
  draw();
}

export function showPlace(name) {
  shown = name;
  draw();
  tell("shown", name);
}

export const isShown = (name) => shown === name;

// The items of a place, as {id, ours}. Returns the ids of replies by Larkspur that are new.
export function noticeItems(name, items) {
  const place = places.get(name);
  place.items = items;
  const answers = items.filter((item) => item.ours).map((item) => item.id);
  const fresh = answers.filter((id) => place.answers && !place.answers.has(id));
  place.answers = new Set(answers);
  drawTab(name);
  if (fresh.length) tell("did", "answered");
  return fresh;
}

function draw() {
  for (const [name, { tab, panel }] of places) {
    tab.setAttribute("aria-selected", String(name === shown));
    tab.tabIndex = name === shown ? 0 : -1;
    panel.hidden = name !== shown;
    drawTab(name);
  }
}

function drawTab(name) {
  const { tab, items, seen } = places.get(name);
  if (name === shown) items.forEach((item) => seen.add(item.id));
  const fresh = items.filter((item) => !seen.has(item.id));
  const answered = fresh.some((item) => item.ours);
  const badge = tab.querySelector(".badge");
  badge.hidden = !fresh.length;
  badge.textContent = fresh.length > MOST ? `${MOST}+` : String(fresh.length);
  badge.classList.toggle("named", answered);
  const said = fresh.length ? `, ${fresh.length} new${answered ? ", Larkspur replied" : ""}` : "";
  tab.setAttribute("aria-label", tab.dataset.title + said);
}

// W3C's pattern for tabs: the arrows, Home and End go from one to the next.
function walk(event) {
  const names = [...places.keys()];
  const at = names.indexOf(shown);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + names.length, Home: 0, End: names.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const name = names[to % names.length];
  showPlace(name);
  places.get(name).tab.focus();
}
