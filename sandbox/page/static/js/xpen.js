// Posting on X as any customer.

import { get, post } from "./api.js";
import { openPen } from "./pen.js";
import { toast } from "./toast.js";
import { whoField } from "./who.js";

const IDEAS = [
  { name: "Outage", text: "my internet has been down since this morning, anyone there? #outage" },
  { name: "Billing", text: "you charged me twice this month. Can somebody look at my bill?" },
  { name: "Praise", text: "the technician today was wonderful, thank you!" },
];
let pen;

export async function startXPen() {
  const people = ((await get("/page/town/people")) ?? []).filter((one) => !one.is_brand);
  const who = whoField({
    label: "Post as",
    people,
    fields: [
      { name: "handle", label: "Handle", most: "15" },
      { name: "name", label: "Name" },
      { name: "followers", label: "Followers", type: "number" },
    ],
    change: "Change name or followers",
    described: (one) => `${one.name} (@${one.handle}) · ${one.followers} followers`,
  });
  pen = openPen(document.getElementById("pen"), {
    who,
    send,
    label: "What happens? Write as a customer",
    button: "Post as customer",
    ideas: IDEAS,
    start: "@larkspur_help ",
    testid: "town-text",
  });
}

// The next post answers this one; a customer who is asked to reply is most likely not its author.
export function answerTo(target) {
  pen.answer(target, `Replying to @${target.author.handle}`);
}

async function send({ handle, name, followers, text, target }) {
  const made = await post("/page/town/post", { handle: handle || "somebody", name, followers, text, in_reply_to: target?.id });
  if (!made) return null;
  document.getElementById("posts").scrollTop = 0;
  toast(`Posted as ${made.author.name}. Watch Slack's channels.`);
  return made;
}
