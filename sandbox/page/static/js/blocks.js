// Block Kit's layout blocks, drawn as elements.

import { el, icon } from "./dom.js";
import { element } from "./elements.js";
import { alert, card, carousel, container, contextActions, table, video } from "./newblocks.js";
import { mrkdwn, plainText, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { link } from "./mentions.js";

export function block(spec, at) {
  const make = MAKERS[spec.type];
  const node = make ? make(spec, at) : el("p", { class: "faint" }, `(a ${spec.type} block)`);
  node.classList.add("block", `block-${spec.type}`);
  return node;
}

function section(spec, at) {
  return el(
    "div",
    {},
    el(
      "div",
      { class: "block-text" },
      spec.text && el("div", { dir: "auto" }, textObject(spec.text)),
      spec.fields && el("div", { class: "fields" }, spec.fields.map((field) => el("div", { dir: "auto" }, textObject(field)))),
    ),
    spec.accessory && el("div", { class: "accessory" }, drawn(spec.accessory, spec, at, { "aria-label": "Choose" })),
  );
}

function context(spec) {
  return el("div", {}, spec.elements.map((one) => (one.type === "image" ? picture(one) : el("span", { dir: "auto" }, textObject(one)))));
}

function actions(spec, at) {
  return el("div", { role: "group", "aria-label": "Actions" }, spec.elements.map((one) => drawn(one, spec, at, { "aria-label": (plainText(one.placeholder) || null) ?? (one.type === "overflow" ? "More choices" : "Choose") })));
}

function input(spec, at) {
  const id = `input-${spec.block_id}`;
  const group = ["radio_buttons", "checkboxes", "multi_static_select"].includes(spec.element.type);
  const labels = {
    id: group ? null : id,
    "aria-labelledby": group ? `${id}-label` : null,
    "aria-required": spec.optional ? null : "true",
    "aria-describedby": `${id}-hint ${id}-error`,
  };
  const name = [textObject(spec.label), spec.optional && el("span", { class: "faint" }, " (optional)")];
  return el(
    "div",
    { data: { field: spec.block_id ?? "" } },
    el(group ? "span" : "label", { class: "field-label", for: group ? null : id, id: `${id}-label` }, name),
    element(spec.element, spec, at, labels),
    el("p", { class: "hint", id: `${id}-hint` }, textObject(spec.hint)),
    el("p", { class: "error", id: `${id}-error`, role: "alert" }),
  );
}

function drawn(one, spec, at, labels) {
  return one.type === "image" ? picture(one) : element(one, spec, at, labels);
}

// The sandbox fetches nothing from elsewhere: an image is a link with its description.
function picture(spec) {
  const label = spec.alt_text || "image";
  return el("span", { class: "picture" }, icon("picture"), " ", spec.image_url ? link(spec.image_url, label) : label);
}

const MAKERS = {
  section,
  context,
  actions,
  input,
  header: (spec) => el("h3", { dir: "auto" }, textObject(spec.text)),
  divider: () => el("hr"),
  image: (spec) => el("p", {}, spec.title && [textObject(spec.title), " "], picture(spec)),
  rich_text: richText,
  table,
  data_table: table,
  alert,
  card,
  carousel,
  container: (spec, at) => container(spec, at, block),
  context_actions: contextActions,
  video,
  markdown: (spec) => el("div", { dir: "auto" }, mrkdwn(spec.text)),
};
