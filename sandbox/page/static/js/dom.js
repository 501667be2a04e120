// Builds elements. Text always becomes a text node, so nothing a stranger wrote can become markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "text") node.textContent = value;
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

// What is pressed stays until it is let go: of something made anew in between, the browser tells no click.
let pressed = null;
const waiting = new Map(); // place -> what to do with it then

addEventListener("pointerdown", (event) => (pressed = event.target), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(letGo), true);

// A place that the click has emptied shows something else by now.
function letGo() {
  const changes = [...waiting].filter(([place]) => place.contains(pressed)).map(([, change]) => change);
  waiting.clear();
  pressed = null;
  for (const change of changes) change();
}

function isPressed(place, change) {
  if (!place.contains(pressed)) return false;
  waiting.set(place, change);
  return true;
}

// Makes the children of `place` match `items`, remaking only those whose content changed: what has the focus,
// a half-typed answer or an open menu stays as it is.
export function reconcile(place, items, keyOf, make) {
  if (isPressed(place, () => reconcile(place, items, keyOf, make))) return;
  const old = new Map([...place.children].map((node) => [node.dataset.key, node]));
  let before = null;
  for (const item of items) {
    const key = String(keyOf(item));
    const signature = JSON.stringify(item);
    let node = old.get(key);
    if (!node || node.signature !== signature) {
      const fresh = make(item);
      fresh.dataset.key = key;
      fresh.signature = signature;
      if (node) replaceKeepingFocus(node, fresh);
      node = fresh;
    }
    old.delete(key);
    const place_for = before ? before.nextSibling : place.firstChild;
    if (node !== place_for) place.insertBefore(node, place_for);
    before = node;
  }
  for (const node of old.values()) node.remove();
}

function replaceKeepingFocus(node, fresh) {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  const address = focused?.dataset.focus;
  node.replaceWith(fresh);
  if (address) fresh.querySelector(`[data-focus="${CSS.escape(address)}"]`)?.focus();
}

// Keeps a list at its end while the reader is at its end, and leaves it alone while they read further up.
export function keepAtEnd(list, change) {
  if (isPressed(list, () => keepAtEnd(list, change))) return;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  change();
  if (atEnd) list.scrollTop = list.scrollHeight;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/static/icons.svg#${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("glyph");
  svg.append(use);
  return svg;
}

function initials(name) {
  const letters = [...(name || "?").trim()];
  const second = (name || "").trim().split(/\s+/)[1];
  return (letters[0] + (second ? [...second][0] : "")).toUpperCase();
}

export function avatar(name, id, round = false) {
  const hue = [...String(id)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  const node = el("span", { class: round ? "avatar round" : "avatar", "aria-hidden": "true" }, initials(name));
  node.style.setProperty("--hue", hue);
  return node;
}
