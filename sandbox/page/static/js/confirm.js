// Asks before something is done: Slack's confirm objects, and the page's own questions.

import { el } from "./dom.js";
import { textObject } from "./mrkdwn.js";

// `question` is a Slack confirm object; answers true or false.
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((settle) => {
    const yes = question.style === "danger" ? "danger" : "primary";
    const dialog = el(
      "dialog",
      { class: "dialog small", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text", role: "alertdialog" },
      el("h2", { id: "confirm-title" }, textObject(question.title)),
      el("div", { class: "dialog-body", id: "confirm-text" }, textObject(question.text)),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { type: "button", onclick: () => dialog.close() }, textObject(question.deny ?? plain("Cancel"))),
        el("button", { type: "button", class: yes, onclick: () => dialog.close("yes") }, textObject(question.confirm ?? plain("Yes"))),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      settle(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function plain(text) {
  return { type: "plain_text", text };
}
