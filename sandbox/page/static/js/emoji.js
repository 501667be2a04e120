// Slack's emoji codes, such as :wave: or :+1::skin-tone-4:, as emoji. A name Slack does not know stays written out.

import { get } from "./api.js";

const CODE = /:([\w+'-]+):(?::skin-tone-([2-6]):)?/g;
const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };
let names = {};

export async function loadEmoji() {
  names = (await get("/page/emoji")) ?? {};
}

export function withEmoji(text) {
  return text.replace(CODE, (whole, name, tone) => (Object.hasOwn(names, name) ? names[name] + (TONES[tone] ?? "") : whole));
}
