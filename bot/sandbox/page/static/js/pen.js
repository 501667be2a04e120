// Writing in the town square as any customer.

import { get, post } from "./api.js";
import { el } from "./dom.js";
import { tell } from "./state.js";
import { toast } from "./toast.js";

const BRAND = "@larkspur_help ";
const IDEAS = [
  ["Outage", "my internet has been down since this morning, anyone there? #outage"],
  ["Billing", "you charged me twice this month. Can somebody look at my bill?"],
  ["Praise", "the technician today was wonderful, thank you!"],
];
let replying = null;
let people = [];
let form;

export async function startPen() {
  form = document.getElementById("pen");
  people = ((await get("/page/town/people")) ?? []).filter((one) => !one.is_brand);
  form.append(answering(), text(), ideas(), identity(), el("div", { class: "row end" }, el("button", { class: "button town-go" }, "Post as customer")));
  form.addEventListener("submit", send);
  choose(people[0]);
}

// The next post answers this one; a customer who is asked to reply is most likely not its author.
export function answerTo(target) {
  replying = target;
  const note = form.querySelector(".answering");
  note.hidden = false;
  note.querySelector("span").textContent = `Replying to @${target.author.handle}`;
  if (form.words.value === BRAND) form.words.value = "";
  form.words.focus();
}

function answering() {
  const stop = () => {
    replying = null;
    form.querySelector(".answering").hidden = true;
    form.words.focus();
  };
  return el("p", { class: "answering", hidden: true }, el("span"), el("button", { type: "button", class: "quiet", onclick: stop }, "Cancel reply"));
}

function text() {
  const field = el("textarea", { name: "words", rows: "3", "aria-label": "What happens? Write as a customer", required: true, dir: "auto", value: BRAND, data: { testid: "town-text" } });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  });
  return field;
}

function ideas() {
  const fill = (words) => {
    form.words.value = BRAND + words;
    form.words.focus();
  };
  return el(
    "div",
    { class: "ideas", role: "group", "aria-label": "Ideas for a post" },
    IDEAS.map(([name, words]) => el("button", { type: "button", class: "chip", onclick: () => fill(words) }, name)),
  );
}

function identity() {
  const options = people.map((one, place) => el("option", { value: String(place) }, `${one.name} (@${one.handle}) · ${one.followers} followers`));
  const preset = el("select", { name: "preset", "aria-label": "Who posts", onchange: () => choose(people[preset.value]) }, options, el("option", { value: "" }, "Somebody new…"));
  const field = (name, label, type) => el("label", {}, label, el("input", { name, type, autocomplete: "off", min: type === "number" ? "0" : null, maxlength: name === "handle" ? "15" : null }));
  return el(
    "div",
    { class: "who" },
    preset,
    el("details", {}, el("summary", {}, "Change name or followers"), el("div", { class: "who-fields" }, field("handle", "Handle", "text"), field("name", "Name", "text"), field("followers", "Followers", "number"))),
  );
}

function choose(person) {
  form.elements.handle.value = person?.handle ?? "";
  form.elements.name.value = person?.name ?? "";
  form.elements.followers.value = person?.followers ?? 100;
  if (person) return;
  form.querySelector("details").open = true;
  form.elements.handle.focus();
}

async function send(event) {
  event.preventDefault();
  const fields = form.elements;
  const made = await post("/page/town/post", {
    handle: fields.handle.value.trim() || "somebody",
    name: fields.name.value.trim(),
    followers: fields.followers.value,
    text: fields.words.value.trim(),
    in_reply_to: replying?.id,
  });
  if (!made) return;
  fields.words.value = BRAND;
  replying = null;
  form.querySelector(".answering").hidden = true;
  document.getElementById("posts").scrollTop = 0;
  tell("did", "post");
  toast(`Posted as ${made.author.name}. Watch the channels on the left.`);
}
