// A form to write in as a customer: who, a title where there is one, the words. Ctrl+Enter sends.

import { el } from "./dom.js";
import { tell } from "./state.js";

// `send` gets {text, title, target, ...who} and answers with what was made, or null; `ideas` is a list of
// {name, text, title?}; with `start`, the words begin so. Enter sends too where that is the custom (`enterSends`).
export function openPen(form, { who, send, label, button, titleLabel = "", ideas = [], start = "", enterSends = false, testid }) {
  let target = null;
  const note = el("span");
  const answering = el("p", { class: "answering", hidden: true }, note, el("button", { type: "button", class: "quiet", onclick: stop }, "Cancel reply"));
  const title = el("input", { type: "text", "aria-label": titleLabel, placeholder: titleLabel, maxlength: "100", autocomplete: "off", dir: "auto" });
  const words = el("textarea", { name: "words", rows: "3", "aria-label": label, required: true, dir: "auto", value: start, data: { testid } });
  const go = el("button", { class: "button town-go" }, button);

  function aim(at, said) {
    target = at;
    answering.hidden = !at;
    note.textContent = at ? said : "";
    if (at && words.value === start) words.value = "";
  }

  function stop() {
    aim(null);
    words.focus();
  }

  function fill(idea) {
    words.value = start + idea.text;
    if (idea.title) title.value = idea.title;
    words.focus();
  }

  // Other words around the same form: what is written now, and whether it needs a title.
  function relabel({ words: said, title: wanted, button: does }) {
    words.setAttribute("aria-label", said);
    words.placeholder = said;
    title.hidden = !wanted;
    title.required = Boolean(wanted);
    chips.hidden = !wanted && Boolean(titleLabel);
    go.textContent = does;
  }

  const chips = el(
    "div",
    { class: "ideas", role: "group", "aria-label": "Ideas", hidden: !ideas.length },
    ideas.map((idea) => el("button", { type: "button", class: "chip", onclick: () => fill(idea) }, idea.name)),
  );
  title.hidden = !titleLabel;
  words.addEventListener("keydown", (event) => {
    const plain = enterSends && !event.shiftKey && !event.isComposing;
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey || plain)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await send({ ...who.chosen(), title: title.value.trim(), text: words.value.trim(), target }))) return;
    title.value = "";
    words.value = start;
    aim(null);
    tell("did", "post");
  });
  form.append(answering, title, words, chips, el("div", { class: "pen-foot" }, who.node, go));
  return {
    relabel,
    stop: () => aim(null),
    answer(at, said) {
      aim(at, said);
      words.focus();
    },
  };
}
