// The blocks Slack added since 2025: tables, cards, alerts and containers.

import { el } from "./dom.js";
import { element } from "./elements.js";
import { mrkdwn, plainText, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const LEVELS = { info: "Note", success: "Done", warning: "Warning", error: "Error" };

// The first row is the head, as Slack draws it; a wide table scrolls inside its own frame.
export function table(spec) {
  const [head, ...rows] = spec.rows;
  const line = (cells, tag) => el("tr", {}, cells.map((cell, column) => el(tag, { class: spec.column_settings?.[column]?.align }, cellOf(cell))));
  const drawn = el("table", {}, el("thead", {}, line(head, "th")), el("tbody", {}, rows.map((row) => line(row, "td"))));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Table" }, drawn);
}

function cellOf(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return el("span", { dir: "auto" }, String(cell.text ?? cell.value ?? ""));
}

export function alert(spec) {
  return el("div", { class: `alert ${spec.level ?? "info"}`, role: "note" }, el("strong", {}, LEVELS[spec.level] ?? "Note"), el("span", { dir: "auto" }, textObject(spec.text)));
}

export function card(spec, at) {
  return el(
    "div",
    { class: "card" },
    spec.title && el("strong", { dir: "auto" }, textObject(spec.title)),
    spec.subtitle && el("p", { class: "faint", dir: "auto" }, textObject(spec.subtitle)),
    spec.body && el("p", { dir: "auto" }, textObject(spec.body)),
    spec.actions?.length && el("div", { class: "block-actions" }, spec.actions.map((one) => element(one, spec, at))),
  );
}

export function carousel(spec, at) {
  return el("div", { class: "carousel", tabindex: "0", role: "region", "aria-label": "Cards" }, spec.elements.map((one) => card(one, at)));
}

// `draw` draws the blocks inside.
export function container(spec, at, draw) {
  const title = spec.title && el("strong", { dir: "auto" }, textObject(spec.title));
  const subtitle = spec.subtitle && el("span", { class: "faint", dir: "auto" }, " ", textObject(spec.subtitle));
  const inside = (spec.child_blocks ?? []).map((one) => draw(one, at));
  if (!spec.is_collapsible) return el("div", { class: "container" }, (title || subtitle) && el("p", {}, title, subtitle), inside);
  return el("details", { class: "container" }, el("summary", {}, title ?? "More", subtitle), inside);
}

export function contextActions(spec, at) {
  return el("div", { role: "group", "aria-label": "Actions" }, spec.elements.map((one) => element(one, spec, at)));
}

// The sandbox fetches nothing from elsewhere: a video is its description.
export function video(spec) {
  return el("p", {}, el("strong", { dir: "auto" }, plainText(spec.title)), " ", el("span", { class: "faint" }, mrkdwn(spec.alt_text)));
}
