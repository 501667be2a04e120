// One message on Discord, and one post in the forum's list.

import { avatar, el } from "./dom.js";
import { clock, exact } from "./when.js";
import { beginning, linked, picture } from "./words.js";

// `answer` begins a reply to it.
export function message(one, answer) {
  if (one.deleted) return el("p", { class: "said gone faint", data: { id: one.id } }, "This message was deleted.");
  return el(
    "article",
    { class: one.by_brand ? "said ours" : "said", "aria-label": `Message by ${one.author.name}`, data: { testid: one.by_brand ? "public-answer" : "public-post", id: one.id } },
    one.answers && answered(one.answers),
    face(one),
    el(
      "div",
      { class: "post-main" },
      byline(one),
      el("p", { class: "words", dir: "auto" }, linked(one.text)),
      one.media.map(picture),
      el("p", { class: "post-foot" }, el("button", { type: "button", class: "quiet", "aria-label": `Reply to ${one.author.name}`, data: { focus: `reply-${one.id}` }, onclick: answer }, "Reply")),
    ),
  );
}

export function topic(one, open) {
  const { author, text } = one.first;
  const answers = one.answers === 1 ? "1 answer" : `${one.answers || "no"} answers`;
  return el(
    "article",
    { class: "topic", data: { testid: "forum-post", id: one.id } },
    el("h3", {}, el("button", { type: "button", dir: "auto", data: { focus: `topic-${one.id}` }, onclick: open }, one.title)),
    el("p", { class: "excerpt", dir: "auto" }, beginning(text)),
    el(
      "p",
      { class: "byline" },
      el("span", { class: "faint" }, el("bdi", {}, author.name), ` · ${answers}`),
      one.community && el("span", { class: "tag community" }, "Community reply"),
      one.ours && el("span", { class: "tag ours" }, "Larkspur replied"),
    ),
  );
}

function answered(one) {
  return el("p", { class: "answered faint" }, "↱ ", el("bdi", {}, one.author.name), ": ", el("bdi", {}, one.deleted ? "deleted" : beginning(one.text, 60)));
}

function face(one) {
  if (one.by_brand) return el("img", { class: "avatar round", src: "/page/static/icon.svg", alt: "" });
  return avatar(one.author.name, one.author.handle, true);
}

function byline(one) {
  return el(
    "p",
    { class: "byline" },
    el("strong", {}, el("bdi", {}, one.author.name)),
    el("time", { datetime: one.created_at, title: exact(new Date(one.created_at)) }, clock(new Date(one.created_at))),
    one.by_brand && el("span", { class: "tag ours" }, "Public reply"),
    one.by_community && el("span", { class: "tag community" }, "Community reply"),
    one.edited && el("span", { class: "faint" }, "edited"),
  );
}
