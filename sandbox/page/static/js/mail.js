// E-mail in the town square: what customers wrote to Larkspur, and what came back, each conversation for itself.

import { get, post } from "./api.js";
import { el, keepAtEnd, reconcile } from "./dom.js";
import { findBy, inList, show } from "./follow.js";
import { conversation, letter } from "./letters.js";
import { openPen } from "./pen.js";
import { isShown, noticeItems, showPlace } from "./places.js";
import { on } from "./state.js";
import { toast } from "./toast.js";
import { whoField } from "./who.js";

const IDEAS = [
  { name: "Billing", title: "Invoice 2026-114 is wrong", text: "Hello,\n\nmy invoice shows the installation fee twice. Could you please check it?\n\nKind regards" },
  { name: "Moving", title: "Moving house", text: "Hello,\n\nI move on the 14th and need help with my line and the router. What do I have to do?\n\nThank you" },
];
let letters = [];
let opened = null; // id of the open conversation
let who;
let pen;

const list = () => document.getElementById("letters");

export async function startMail() {
  who = whoField({
    label: "Write as",
    people: (await get("/page/mail/people")) ?? [],
    fields: [
      { name: "address", label: "Address", most: "120" },
      { name: "name", label: "Name", most: "60" },
    ],
    described: (one) => one.name || one.address,
  });
  pen = openPen(document.getElementById("mail-pen"), {
    who, send, label: "Write to Larkspur", button: "Send", titleLabel: "Subject", ideas: IDEAS, testid: "mail-text",
  });
  findBy(/^mid:(.+)/, ([, id]) => {
    showPlace("mail");
    const found = conversations().find((one) => one.letters.some((each) => each.id === decodeURIComponent(id)));
    if (found) enter(found.id);
    return found && inList(list(), decodeURIComponent(id));
  });
  on("shown", (name) => name === "mail" && draw(true));
}

export async function loadMail() {
  const fetched = await get("/page/mail");
  if (!fetched) return;
  letters = fetched;
  const answers = noticeItems("mail", letters.map((one) => ({ id: one.id, ours: one.of_bot })));
  draw();
  if (answers.length && isShown("mail")) show(inList(list(), answers.at(-1)));
}

function enter(id) {
  opened = id;
  const one = conversations().find((each) => each.id === id);
  if (one) who.become(one.customer);
  draw(true);
}

async function send({ address, name, title, text }) {
  const made = await post("/page/mail/write", { address, name, subject: opened ? "" : title, text, in_reply_to: latest()?.id });
  if (made && !opened) toast(`Sent as ${made.from.name || made.from.address}. Watch Slack's channels.`);
  return made;
}

// What an answer answers: Larkspur's last letter, or the customer's own first one.
function latest() {
  const here = conversations().find((one) => one.id === opened)?.letters ?? [];
  return here.findLast((one) => one.of_bot) ?? here.at(-1);
}

// `anew` when something else came into view.
function draw(anew = false) {
  if (!isShown("mail")) return;
  const one = conversations().find((each) => each.id === opened);
  drawHead(one);
  if (anew) list().replaceChildren();
  list().classList.toggle("inbox", !one);
  if (one) keepAtEnd(list(), () => reconcile(list(), one.letters, (each) => each.id, letter));
  else drawInbox();
  if (anew) list().scrollTop = one ? list().scrollHeight : 0;
  pen.relabel(one ? { words: "Reply to Larkspur", button: "Send reply" } : { words: "Write to Larkspur", title: true, button: "Send e-mail" });
}

function drawInbox() {
  if (letters.length) reconcile(list(), conversations(), (one) => one.id, (one) => conversation(one, () => enter(one.id)));
  else list().replaceChildren(el("p", { class: "empty" }, "No e-mails yet. Write the first one."));
}

function drawHead(one) {
  const back = () => {
    enter(null);
    inList(list(), one.id)?.querySelector("button").focus();
  };
  document.getElementById("mail-head").replaceChildren(
    ...(one
      ? [el("button", { type: "button", class: "quiet", onclick: back }, "‹ All e-mails"), el("h3", { id: "mail-title", dir: "auto" }, one.subject || "(no subject)")]
      : [el("h3", { id: "mail-title" }, "E-mails"), el("p", { class: "faint" }, "between one customer and Larkspur")]),
  );
}

// Letters that answer one another, the conversation with the newest letter first.
function conversations() {
  const roots = new Map(); // letter id -> id of the first letter of its conversation
  const found = new Map();
  for (const one of letters) {
    const root = roots.get(one.in_reply_to) ?? one.id;
    roots.set(one.id, root);
    const all = found.get(root) ?? { id: root, subject: one.subject, customer: one.of_bot ? one.to : one.from, letters: [] };
    all.letters.push(one);
    found.delete(root);
    found.set(root, all);
  }
  return [...found.values()].reverse();
}
