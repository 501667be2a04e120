// What strangers wrote, drawn: handles and tags set apart, links to follow; nothing else is read into it.

import { el, icon } from "./dom.js";
import { link } from "./mentions.js";

export function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+|[@#][\p{L}\p{N}_]+)/u).map((part, place) => {
    if (place % 2 === 0) return part;
    return part.startsWith("http") ? link(part) : el("span", { class: "tagged" }, part);
  });
}

export function picture(url) {
  return el("p", {}, icon("picture"), " ", link(url, "picture"));
}

// The first words of a text, on one line.
export function beginning(text, most = 120) {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
}
