// The list that helps while one types: slash commands at the start, names after an @.

import { post } from "./api.js";
import { el } from "./dom.js";
import { state } from "./state.js";

let made = 0;

export function completion(field, { commands }) {
  const id = `completion-${(made += 1)}`;
  const list = el("ul", { class: "completion", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" }).forEach(
    ([name, value]) => field.setAttribute(name, value),
  );
  let entries = [];
  let current = 0;

  function draw() {
    list.replaceChildren(...entries.map((entry, place) => row(entry, place)));
    list.hidden = entries.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${id}-${current}`);
  }

  function row(entry, place) {
    const shared = { role: "option", id: `${id}-${place}`, "aria-selected": String(place === current) };
    return el(
      "li",
      { ...shared, onmousedown: (event) => event.preventDefault(), onclick: () => take(entry) },
      el("b", {}, entry.word),
      entry.usage && el("code", {}, entry.usage),
      el("span", { class: "faint" }, entry.note),
    );
  }

  function take(entry) {
    if (entry.act) {
      field.value = "";
      close();
      entry.act();
      return;
    }
    field.setRangeText(`${entry.word} `, entry.from, field.selectionStart, "end");
    close();
    field.focus();
  }

  function close() {
    entries = [];
    draw();
  }

  field.addEventListener("input", () => {
    entries = suggestions(field, commands);
    current = 0;
    draw();
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) current = (current + step + entries.length) % entries.length;
    else if (event.key === "Tab" || (event.key === "Enter" && !exactly(field, entries[current]))) take(entries[current]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    draw();
  });
  return list;
}

function exactly(field, entry) {
  return field.value.slice(entry.from).trim() === entry.word;
}

function suggestions(field, commands) {
  const before = field.value.slice(0, field.selectionStart);
  const command = /^(\/\S*)$/.exec(before);
  if (command && commands) {
    const found = state.commands
      .filter((one) => one.command.startsWith(command[1].toLowerCase()))
      .map((one) => ({ word: one.command, usage: one.usage_hint, note: one.description, from: 0 }));
    return [...found, ...shortcuts(command[1].slice(1).toLowerCase())];
  }
  const name = /(?:^|\s)(@[\p{L}\p{N}._-]*)$/u.exec(before);
  if (!name) return [];
  const from = before.length - name[1].length;
  return named(name[1].slice(1).toLowerCase()).map((entry) => ({ ...entry, from }));
}

// Slack lists an app's global shortcuts after its commands; they act at once.
function shortcuts(start) {
  return state.shortcuts
    .filter((one) => one.type === "global" && one.name.toLowerCase().startsWith(start))
    .map((one) => ({
      word: one.name,
      note: one.description ?? "shortcut",
      from: 0,
      act: () => post("/page/shortcut", { user: state.me, callback_id: one.callback_id }),
    }));
}

function named(start) {
  const users = [...state.users.values()].map((user) => ({ word: `@${user.real_name || user.name}`, note: user.is_bot ? "app" : (user.title ?? "") }));
  const groups = [...state.groups.values()].map((group) => ({ word: `@${group.handle}`, note: `group: ${group.name}` }));
  return [...users, ...groups].filter((entry) => entry.word.slice(1).toLowerCase().startsWith(start)).slice(0, 6);
}
