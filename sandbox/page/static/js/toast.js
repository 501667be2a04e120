// Short notices in the corner, read aloud by screen readers.

const SECONDS = 6;
const MOST = 3;

export function toast(text, kind = "note") {
  const place = document.getElementById("toasts");
  const note = document.createElement("p");
  note.className = `toast ${kind}`;
  note.textContent = text;
  place.append(note);
  while (place.children.length > MOST) place.firstElementChild.remove();
  setTimeout(() => note.remove(), SECONDS * 1000);
}
