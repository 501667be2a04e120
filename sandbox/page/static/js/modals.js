// The person's stack of modals, each a <dialog>; the topmost one is in use.

import { get, post } from "./api.js";
import { block } from "./blocks.js";
import { el, icon, reconcile } from "./dom.js";
import { valuesIn } from "./message.js";
import { plainText } from "./mrkdwn.js";
import { state, tell } from "./state.js";
import { toast } from "./toast.js";

const open = new Map(); // view id -> {dialog, view}

export async function loadModals() {
  const views = await get("/page/modals", { user: state.me });
  if (!views) return;
  const wanted = new Set(views.map((view) => view.id));
  for (const [id, { dialog }] of open) if (!wanted.has(id)) shut(id, dialog);
  for (const view of views) open.has(view.id) ? redraw(view) : show(view);
}

function shut(id, dialog) {
  open.delete(id);
  dialog.close();
  dialog.remove();
}

function show(view) {
  const title = `title-${view.id}`;
  const body = el("div", { class: "dialog-body" });
  const dialog = el(
    "dialog",
    { class: "dialog", "aria-labelledby": title, data: { testid: "modal" } },
    el(
      "form",
      { method: "dialog", novalidate: true, onsubmit: (event) => submit(event, view.id) },
      el("header", {}, el("h2", { id: title }), el("button", { type: "button", class: "icon", "aria-label": "Close dialog", onclick: () => close(view.id) }, icon("close"))),
      body,
      el("div", { class: "dialog-foot" }),
    ),
  );
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(view.id);
  });
  document.getElementById("dialogs").append(dialog);
  open.set(view.id, { dialog, view: null });
  redraw(view);
  dialog.showModal();
  const first = "[data-input]:is(input, select, textarea), [data-input] :is(input, summary), .dialog-foot button:last-child";
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector(first))?.focus();
}

function redraw(view) {
  const entry = open.get(view.id);
  const body = entry.dialog.querySelector(".dialog-body");
  const at = { place: { view_id: view.id }, values: () => valuesIn(body) };
  entry.dialog.querySelector("h2").textContent = plainText(view.title);
  const blocks = view.blocks.map((spec, place) => ({ place: spec.block_id ?? place, spec }));
  reconcile(body, blocks, (item) => item.place, (item) => block(item.spec, at));
  const buttons = [{ name: "close", text: plainText(view.close) || "Close" }, ...(view.submit ? [{ name: "submit", text: plainText(view.submit) }] : [])];
  reconcile(entry.dialog.querySelector(".dialog-foot"), buttons, (one) => one.name, (one) => footButton(one, view.id));
  entry.view = view;
}

function footButton({ name, text }, id) {
  if (name === "submit") return el("button", { class: "button primary", data: { testid: "submit" } }, text);
  return el("button", { type: "button", class: "button", onclick: () => close(id) }, text);
}

async function submit(event, id) {
  event.preventDefault();
  const { dialog, view } = open.get(id);
  const values = valuesIn(dialog);
  const missing = emptyRequired(view, values);
  complain(dialog, missing);
  if (Object.keys(missing).length) return;
  const button = dialog.querySelector("[data-testid=submit]");
  button.disabled = true;
  dialog.dataset.leaving = "yes";
  const answer = await post("/page/submit", { user: state.me, view_id: id, values });
  button.disabled = false;
  if (answer?.errors) complain(dialog, answer.errors);
  else if (answer?.status >= 400) toast(`Not sent: the bot answered ${answer.status}`, "bad");
  else if (answer) tell("did", `submit:${view.callback_id}`);
  await loadModals();
  delete dialog.dataset.leaving;
}

// Slack's client itself insists on required inputs.
function emptyRequired(view, values) {
  const empty = (answer) => {
    const { type, ...rest } = answer;
    return Object.values(rest).every((value) => value === null || (Array.isArray(value) && value.length === 0));
  };
  const required = view.blocks.filter((spec) => spec.type === "input" && !spec.optional);
  const missing = required.filter((spec) => Object.values(values[spec.block_id] ?? {}).every(empty));
  return Object.fromEntries(missing.map((spec) => [spec.block_id, "Please complete this required field."]));
}

function complain(dialog, errors) {
  for (const field of dialog.querySelectorAll("[data-field]")) {
    const message = errors[field.dataset.field] ?? "";
    field.querySelector(".error").textContent = message;
    field.classList.toggle("wrong", Boolean(message));
    const input = field.querySelector("[data-input]");
    if (message) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
  }
  dialog.querySelector("[aria-invalid]")?.focus();
}

async function close(id) {
  const { dialog } = open.get(id);
  if (dialog.dataset.leaving) return;
  dialog.dataset.leaving = "yes";
  await post("/page/close", { user: state.me, view_id: id });
  await loadModals();
  delete dialog.dataset.leaving;
}
