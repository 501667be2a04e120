// "Try it": five things to do, each with a button that leads there, ticked off as a newcomer does them.

import { el } from "./dom.js";
import { show } from "./follow.js";
import { isPhone } from "./pane.js";
import { nameOf, on, state, tell } from "./state.js";

const AGENT = "U0LEON";
const LEAD = "U0RUTH";
const MARKETERS = ["U0MIRA", "U0JONAS"];
const DONE = "baton-sandbox-steps";
let pressed = ""; // the last button: an escalation and a hand-over may be one window
let sought = null; // the step whose card is to be shown as soon as its channel is
const STEPS = [
  { id: "reply", title: "Claim & reply", user: LEAD, channel: "outage", card: "Urgent", hint: () => "Claim the urgent post, then reply in public.", done: (did) => did === "answered" },
  { id: "note", title: "Write a note", user: LEAD, channel: "outage", card: "Urgent", hint: () => "Write in the thread. It stays in the company.", done: (did) => did === "note" },
  { id: "escalate", title: "Escalate", user: MARKETERS[0], channel: "social", card: "Claim", hint: () => "Pass a post from #social to service.", done: (did) => /^(submit|command):escalate/.test(did) || (isHandOver(did) && pressed === "press:escalate") },
  { id: "hand-over", title: "Hand over", user: AGENT, channel: "service", card: "Claim", hint: () => "Send a case to another team, with a note.", done: (did) => isHandOver(did) && pressed !== "press:escalate" },
  { id: "rule", title: "Change a rule", user: MARKETERS[0], channel: "social", hint: editors, done: (did) => /^submit:(rules?_|edit_rules?|publish)/.test(did) },
];

// Where a newcomer begins.
export const FIRST_STEP = STEPS[0];

export function startSteps() {
  const toggle = document.getElementById("toggle-steps");
  const open = (wanted) => {
    toggle.setAttribute("aria-expanded", String(wanted));
    document.getElementById("steps").hidden = !wanted;
  };
  toggle.addEventListener("click", () => open(toggle.getAttribute("aria-expanded") !== "true"));
  open(!isPhone());
  on("workspace", draw);
  on("seen", (seen) => setTimeout(() => showCard(seen.channel)));
  on("did", (did) => {
    const finished = STEPS.filter((step) => step.done(String(did ?? ""))).map((step) => step.id);
    if (String(did).startsWith("press:")) pressed = did;
    if (finished.every((id) => done().has(id))) return;
    sessionStorage.setItem(DONE, [...done(), ...finished].join(" "));
    draw();
  });
}

function isHandOver(did) {
  return /^(submit|command):hand_?over/.test(did);
}

function done() {
  return new Set((sessionStorage.getItem(DONE) ?? "").split(" ").filter(Boolean));
}

function editors() {
  return `For ${MARKETERS.map(nameOf).join(" and ")}: write /baton rules.`;
}

// The button that has the focus keeps it: a redraw follows every press of one.
function draw() {
  const finished = done();
  const next = STEPS.find((step) => !finished.has(step.id));
  const list = document.getElementById("steps");
  const focused = [...list.children].findIndex((one) => one.contains(document.activeElement));
  list.replaceChildren(...STEPS.map((step, place) => row(step, place, finished, next)));
  list.children[focused]?.querySelector("button").focus();
  document.getElementById("steps-done").textContent = `${finished.size} of ${STEPS.length}`;
}

function row(step, place, finished, next) {
  const ticked = finished.has(step.id);
  return el(
    "li",
    { class: ticked ? "done" : "", "aria-current": step === next ? "step" : null },
    el("b", { "aria-hidden": "true" }, ticked ? "✓" : String(place + 1)),
    el("p", {}, el("strong", {}, step.title, ticked && el("span", { class: "unseen" }, " (done)")), el("small", {}, step.hint())),
    el("button", { type: "button", class: step === next ? "button primary" : "quiet", "aria-label": `Go to step ${place + 1}`, title: `Act as ${nameOf(step.user)} in #${step.channel}`, onclick: () => go(step) }, "Go"),
  );
}

// Becomes the step's person, in its channel.
function go(step) {
  const channel = [...state.channels.values()].find((one) => one.name === step.channel);
  if (channel) state.place = { kind: "channel", id: channel.id };
  sought = step.card && channel ? { words: step.card, channel: channel.id } : null;
  document.getElementById("toggle-steps").setAttribute("aria-expanded", String(!isPhone()));
  document.getElementById("steps").hidden = isPhone();
  tell("act-as", step.user);
}

// Marks the first card with the words of the step. Other messages may have come below it by now.
function showCard(channel) {
  if (channel !== sought?.channel) return;
  const cards = [...document.querySelectorAll("#messages article")];
  const card = cards.find((one) => one.textContent.includes(sought.words));
  if (!card) return;
  sought = null;
  show(card);
}
