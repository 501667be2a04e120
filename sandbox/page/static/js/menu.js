// A button that opens a small menu: arrow keys walk it, Escape closes it and gives the focus back.

import { el } from "./dom.js";

let made = 0;

// `entries` is a list of {label, act, href, danger}.
export function menuButton(face, name, entries, data = {}) {
  const id = `menu-${(made += 1)}`;
  const menu = el("div", { class: "menu", role: "menu", id, hidden: true, onkeydown: walk });
  const button = el(
    "button",
    { type: "button", class: "icon", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, "aria-label": name, title: name, data },
    face,
  );
  const box = el("span", { class: "menu-box" }, button, menu);

  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    box.classList.toggle("open", open);
    if (open) turn();
    if (open) menu.querySelector("[role=menuitem]")?.focus();
  };
  // A menu of a button at the left edge opens to the right, so that no label is cut off.
  const turn = () => {
    menu.classList.remove("rightward");
    const edge = box.closest("dialog")?.getBoundingClientRect().left ?? 0;
    menu.classList.toggle("rightward", menu.getBoundingClientRect().left < edge);
  };
  menu.append(...entries.map((entry) => item(entry, () => show(false), button)));
  button.addEventListener("click", () => show(menu.hidden));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.stopPropagation();
    event.preventDefault(); // or the window around the menu closes, too
    show(false);
    button.focus();
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) show(false);
  });
  return box;
}

function item({ label, act, href, danger }, close, button) {
  const shared = { role: "menuitem", tabindex: "-1", class: danger ? "danger" : "" };
  const choose = () => {
    close();
    button.focus();
    act?.();
  };
  if (href) return el("a", { ...shared, href, target: "_blank", rel: "noreferrer noopener", onclick: choose }, label);
  return el("button", { ...shared, type: "button", onclick: choose }, label);
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}
