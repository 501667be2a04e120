// Write as as a customer: somebody known, or somebody new.

import { el } from "./dom.js";

// `fields` is a list of {name, label, type?, most?}, filled from the person of the same keys. With `change`, the words
// of a line that opens them, the fields of a known person may be changed too.
export function whoField({ label, people, fields, change = "", described }) {
  const inputs = fields.map(({ name, type = "text", most }) => el("input", { name, type, maxlength: most, min: type === "number" ? "0" : null, autocomplete: "off" }));
  const labelled = fields.map(({ label: title }, place) => el("label", {}, title, inputs[place]));
  const options = people.map((one, place) => el("option", { value: String(place) }, described(one)));
  const chooser = el("select", { "aria-label": label, onchange: () => choose(people[chooser.value]) }, options, el("option", { value: "" }, "New customer…"));
  const details = el("details", {}, el("summary", {}, change || "Details"), el("div", { class: "who-fields" }, labelled));

  function choose(person) {
    chooser.value = person ? String(people.indexOf(person)) : "";
    inputs.forEach((input) => (input.value = person?.[input.name] ?? (input.type === "number" ? "100" : "")));
    details.hidden = Boolean(person) && !change;
    if (person) return;
    details.open = true;
    inputs[0].focus();
  }

  // Takes on the person of these keys, who may be new here.
  function become(person) {
    const key = fields[0].name;
    if (!people.some((one) => one[key] === person[key])) {
      people.push(person);
      chooser.lastElementChild.before(el("option", { value: String(people.length - 1) }, described(person)));
    }
    choose(people.find((one) => one[key] === person[key]));
  }

  choose(people[0]);
  return {
    node: el("div", { class: "who" }, chooser, details),
    chosen: () => Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()])),
    become,
  };
}
