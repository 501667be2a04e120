// Block Kit's interactive elements. Each input node carries `answer()`, its part of a view's state.

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { el, icon } from "./dom.js";
import { follow } from "./follow.js";
import { menuButton } from "./menu.js";
import { plainText, textObject } from "./mrkdwn.js";
import { people, state, tell } from "./state.js";

const TYPING_MS = 250;

// `at` says where it stands: {message: {channel, ts}} or {view_id}, and `values()` for the state beside it.
// `labels` are the ARIA attributes that name the element.
export function element(spec, block, at, labels = {}) {
  const make = MAKERS[spec.type];
  if (!make) return el("span", { class: "faint" }, `(${spec.type})`);
  return make(spec, block, at, labels);
}

export async function act(spec, block, at, answer) {
  if (!(await confirmed(spec.confirm))) return;
  tell("did", `press:${spec.action_id}`);
  await post("/page/action", {
    user: state.me,
    type: spec.type,
    action_id: spec.action_id,
    block_id: block.block_id,
    ...answer,
    ...at.place,
    state: { values: at.values() },
  });
}

function button(spec, block, at) {
  const press = async (event) => {
    if (spec.url) follow(event);
    node.setAttribute("aria-busy", "true");
    await act(spec, block, at, { value: spec.value });
    node.removeAttribute("aria-busy");
  };
  const shared = {
    class: `button ${spec.style ?? ""}`,
    "aria-label": spec.accessibility_label,
    data: { focus: `${block.block_id}/${spec.action_id}`, action: spec.action_id ?? "" },
    onclick: press,
  };
  const node = spec.url
    ? el("a", { ...shared, href: web(spec.url), target: "_blank", rel: "noreferrer noopener" }, textObject(spec.text))
    : el("button", { ...shared, type: "button" }, textObject(spec.text));
  return node;
}

function overflow(spec, block, at, labels) {
  const entries = spec.options.map((option) => ({
    label: plainText(option.text),
    href: option.url && web(option.url),
    act: () => act(spec, block, at, { selected_option: option }),
  }));
  return menuButton(icon("more"), labels["aria-label"] ?? "More choices", entries, {
    focus: `${block.block_id}/${spec.action_id}`,
    action: spec.action_id ?? "",
  });
}

function textInput(spec, block, at, labels) {
  const tag = spec.multiline ? "textarea" : "input";
  const node = el(tag, {
    ...labels,
    ...identity(spec, block),
    type: spec.multiline ? null : "text",
    rows: spec.multiline ? 4 : null,
    placeholder: plainText(spec.placeholder),
    maxlength: spec.max_length,
    minlength: spec.min_length,
    value: spec.initial_value ?? "",
    autocomplete: "off",
    dir: "auto",
    autofocus: spec.focus_on_load,
  });
  node.answer = () => ({ type: spec.type, value: node.value === "" ? null : node.value });
  if (block.dispatch_action) dispatchText(node, spec, block, at);
  return node;
}

function dispatchText(node, spec, block, at) {
  const triggers = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  // What is still to be told of the typing when its form is sent or closed would reach a form that is gone.
  const gone = () => !node.isConnected || node.closest("[data-leaving]");
  const send = () => gone() || act(spec, block, at, { value: node.value });
  let waiting;
  if (triggers.includes("on_character_entered")) {
    node.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(send, TYPING_MS);
    });
  }
  if (triggers.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || (spec.multiline && !event.metaKey && !event.ctrlKey)) return;
      event.preventDefault();
      send();
    });
  }
}

function staticSelect(spec, block, at, labels) {
  const options = spec.options ?? spec.option_groups.flatMap((group) => group.options);
  const initial = options.findIndex((option) => option.value === spec.initial_option?.value);
  const drawn = spec.option_groups
    ? spec.option_groups.map((group) =>
        el("optgroup", { label: plainText(group.label) }, group.options.map((option) => choice(options.indexOf(option), plainText(option.text)))),
      )
    : options.map((option, place) => choice(place, described(option)));
  const chosen = (node) => ({ selected_option: node.value === "" ? null : options[Number(node.value)] });
  return select(spec, block, at, labels, drawn, initial < 0 ? "" : String(initial), chosen);
}

function usersSelect(spec, block, at, labels) {
  const drawn = people().map((user) => choice(user.id, user.real_name || user.name));
  return select(spec, block, at, labels, drawn, spec.initial_user ?? "", (node) => ({ selected_user: node.value || null }));
}

function channelsSelect(spec, block, at, labels) {
  const drawn = [...state.channels.values()].map((channel) => choice(channel.id, `#${channel.name}`));
  const [field, initial] = spec.type === "channels_select" ? ["selected_channel", spec.initial_channel] : ["selected_conversation", spec.initial_conversation];
  return select(spec, block, at, labels, drawn, initial ?? "", (node) => ({ [field]: node.value || null }));
}

function select(spec, block, at, labels, options, initial, chosen) {
  const empty = el("option", { value: "" }, plainText(spec.placeholder) || "Choose…");
  const node = el("select", { ...labels, ...identity(spec, block) }, empty, options);
  node.value = initial;
  node.answer = () => ({ type: spec.type, ...chosen(node) });
  if (sendsAtOnce(block)) node.addEventListener("change", () => act(spec, block, at, chosen(node)));
  return node;
}

function choices(spec, block, at, labels) {
  const many = spec.type === "checkboxes";
  const ticked = new Set((many ? spec.initial_options : [spec.initial_option])?.map((option) => option?.value));
  const boxes = spec.options.map((option, place) =>
    el("input", {
      type: many ? "checkbox" : "radio",
      name: `${block.block_id}/${spec.action_id}`,
      value: String(place),
      checked: ticked.has(option.value),
      data: { focus: `${block.block_id}/${spec.action_id}/${place}` },
    }),
  );
  const rows = spec.options.map((option, place) =>
    el("label", { class: "choice" }, boxes[place], el("span", {}, textObject(option.text), option.description && el("small", {}, textObject(option.description)))),
  );
  const node = el("div", { ...labels, ...identity(spec, block), role: many ? "group" : "radiogroup", class: "choices" }, rows);
  const chosen = () => {
    const taken = spec.options.filter((_, place) => boxes[place].checked);
    return many ? { selected_options: taken } : { selected_option: taken[0] ?? null };
  };
  node.answer = () => ({ type: spec.type, ...chosen() });
  if (sendsAtOnce(block)) node.addEventListener("change", () => act(spec, block, at, chosen()));
  return node;
}

// A list from which several are chosen: closed, it names them; open, it shows a box for each.
function multiSelect(spec, block, at, labels) {
  const all = { ...spec, options: spec.options ?? spec.option_groups.flatMap((group) => group.options) };
  const boxes = choices({ ...all, type: "checkboxes" }, block, at, labels);
  const named = el("summary", {});
  const say = () => {
    const taken = boxes.answer().selected_options.map((option) => plainText(option.text));
    named.textContent = taken.join(", ") || (spec.placeholder?.text ?? "Choose…");
  };
  boxes.addEventListener("change", say);
  say();
  boxes.answer = ((answer) => () => ({ ...answer(), type: spec.type }))(boxes.answer);
  return el("details", { class: "several" }, named, boxes);
}

function moment(kind, field, initial, read) {
  return (spec, block, at, labels) => {
    const node = el("input", { ...labels, ...identity(spec, block), type: kind, value: spec[initial] ?? "" });
    const chosen = () => ({ [field]: node.value === "" ? null : read(node.value) });
    node.answer = () => ({ type: spec.type, ...chosen() });
    if (sendsAtOnce(block)) node.addEventListener("change", () => act(spec, block, at, chosen()));
    return node;
  };
}

function sendsAtOnce(block) {
  return block.type !== "input" || block.dispatch_action === true;
}

function identity(spec, block) {
  return { data: { focus: `${block.block_id}/${spec.action_id}`, block: block.block_id ?? "", action: spec.action_id ?? "", input: "yes" } };
}

// Slack shows the description as a second line; a native list has only one.
function described(option) {
  const text = plainText(option.text);
  return option.description ? `${text} · ${plainText(option.description)}` : text;
}

function choice(value, label) {
  return el("option", { value: String(value) }, label);
}

function web(url) {
  return /^https?:/i.test(url) ? url : "#";
}

function iconButton(spec, block, at) {
  const face = spec.icon === "trash" ? icon("trash") : plainText(spec.text);
  return small(spec, block, at, spec, face);
}

function feedback(spec, block, at) {
  const both = [spec.positive_button, spec.negative_button];
  return el("span", { class: "feedback", role: "group" }, both.map((one) => small(spec, block, at, one, plainText(one.text))));
}

// A button of a context_actions block: `one` is what its press sends and is called.
function small(spec, block, at, one, face) {
  const name = one.accessibility_label ?? plainText(one.text);
  const press = () => act(spec, block, at, { value: one.value });
  return el("button", { type: "button", class: "icon", "aria-label": name, title: name, data: { focus: `${block.block_id}/${spec.action_id}/${one.value}` }, onclick: press }, face);
}

const MAKERS = {
  button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  overflow,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  static_select: staticSelect,
  users_select: usersSelect,
  channels_select: channelsSelect,
  conversations_select: channelsSelect,
  radio_buttons: choices,
  checkboxes: choices,
  multi_static_select: multiSelect,
  datepicker: moment("date", "selected_date", "initial_date", String),
  timepicker: moment("time", "selected_time", "initial_time", String),
  datetimepicker: moment("datetime-local", "selected_date_time", "", (value) => Math.floor(new Date(value) / 1000)),
};
