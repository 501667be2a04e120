// One letter, and one conversation in the list of letters.

import { avatar, el } from "./dom.js";
import { clock, exact } from "./when.js";
import { beginning, linked } from "./words.js";

export function letter(one) {
  return el(
    "article",
    { class: one.of_bot ? "letter ours" : "letter", "aria-label": `E-mail by ${nameOf(one.from)}`, data: { testid: one.of_bot ? "private-answer" : "letter", id: one.id } },
    el(
      "p",
      { class: "byline" },
      el("strong", {}, el("bdi", {}, nameOf(one.from))),
      el("time", { datetime: one.at, title: exact(new Date(one.at)) }, clock(new Date(one.at))),
      el("span", { class: "faint handle" }, tags(one), el("bdi", {}, one.from.address)),
    ),
    parts(one.text).map(({ quoted, text }) => el("p", { class: quoted ? "words quoted" : "words", dir: "auto" }, linked(text))),
    one.files.map((name) => el("p", { class: "faint" }, `Attached: ${name}`)),
  );
}

export function conversation(one, open) {
  const last = one.letters.at(-1);
  return el(
    "article",
    { class: "topic", data: { testid: "conversation", id: one.id } },
    el("p", { class: "byline" }, avatar(nameOf(one.customer), one.customer.address, true), el("strong", {}, el("bdi", {}, nameOf(one.customer))), el("time", { datetime: last.at }, clock(new Date(last.at)))),
    el("h3", {}, el("button", { type: "button", dir: "auto", data: { focus: `letter-${one.id}` }, onclick: open }, one.subject || "(no subject)")),
    el("p", { class: "excerpt", dir: "auto" }, last.of_bot ? "Larkspur: " : "", beginning(last.text)),
    el(
      "p",
      { class: "byline" },
      el("span", { class: "faint" }, one.letters.length === 1 ? "1 e-mail" : `${one.letters.length} e-mails`),
      one.letters.some((each) => each.is_automatic) && el("span", { class: "tag" }, "Automatic"),
      one.letters.some((each) => each.of_bot) && el("span", { class: "tag ours" }, "Larkspur replied"),
    ),
  );
}

function tags(one) {
  if (one.of_bot) return [el("span", { class: "tag ours" }, "Larkspur's reply"), " "];
  return [one.is_automatic && [el("span", { class: "tag" }, "Automatic"), " "], one.is_html && [el("span", { class: "tag" }, "HTML only"), " "]];
}

function nameOf(person) {
  return person.name || person.address;
}

// Quoted lines apart from written ones, in their order.
function parts(text) {
  const found = [];
  for (const line of text.split(/\r?\n/)) {
    const quoted = line.startsWith(">");
    if (found.at(-1)?.quoted === quoted) found.at(-1).text += `\n${line}`;
    else found.push({ quoted, text: line });
  }
  return found.map((part) => ({ ...part, text: part.text.trim() })).filter((part) => part.text);
}
