// "What to try": four steps, ticked off as a newcomer takes them.

import { on } from "./state.js";

const DONE_BY = {
  post: (did) => did === "post",
  thread: (did) => did === "thread",
  claim: (did) => /claim/.test(did),
  reply: (did) => did === "answered",
};

export function startSteps() {
  const steps = [...document.querySelectorAll("#steps [data-step]")];
  document.getElementById("hide-steps").addEventListener("click", () => document.querySelector(".top").classList.add("without-steps"));
  on("did", (did) => {
    for (const step of steps) if (DONE_BY[step.dataset.step](String(did ?? ""))) step.classList.add("done");
    markNext(steps);
  });
  markNext(steps);
}

function markNext(steps) {
  const next = steps.find((step) => !step.classList.contains("done"));
  for (const step of steps) {
    if (step === next) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
}
