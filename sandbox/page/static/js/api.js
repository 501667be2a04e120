// Talks to the sandbox. A failure is told to the person and returned as null, never swallowed.

import { toast } from "./toast.js";

export async function get(path, query = {}) {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) address.searchParams.set(name, value);
  }
  return answerOf(fetch(address, { headers: { Accept: "application/json" } }));
}

export async function post(path, body) {
  return answerOf(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function answerOf(request) {
  try {
    const response = await request;
    const body = await response.json().catch(() => ({}));
    if (response.ok) return body;
    toast(body?.error ? `Refused: ${body.error}` : `The sandbox answered ${response.status}`, "bad");
  } catch {
    toast("The sandbox does not answer. Is it still running?", "bad");
  }
  return null;
}
