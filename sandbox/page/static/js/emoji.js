// The emoji names a service desk is likely to use. An unknown one stays written out.

const NAMES = {
  "+1": "👍", "-1": "👎", adult: "🧑", alarm_clock: "⏰", arrow_right: "➡️", arrow_left: "⬅️", arrows_counterclockwise: "🔄",
  ballot_box_with_check: "☑️", bell: "🔔", bird: "🐦", blue_heart: "💙", bookmark: "🔖", bulb: "💡",
  bust_in_silhouette: "👤", busts_in_silhouette: "👥", calendar: "📅", clipboard: "📋", clock3: "🕒", closed_lock_with_key: "🔐",
  email: "✉️", envelope: "✉️", exclamation: "❗", eyes: "👀", fire: "🔥", fist: "✊", globe_with_meridians: "🌐", green_heart: "💚",
  grey_question: "❔", hand: "✋", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", inbox_tray: "📥", information_source: "ℹ️", label: "🏷️", large_blue_circle: "🔵",
  large_green_circle: "🟢", large_orange_circle: "🟠", large_red_circle: "🔴", large_yellow_circle: "🟡", link: "🔗", lock: "🔒",
  loudspeaker: "📢", mag: "🔍", mailbox: "📫", mega: "📣", memo: "📝", no_bell: "🔕", no_entry: "⛔", no_entry_sign: "🚫",
  ok_hand: "👌", outbox_tray: "📤", paperclip: "📎", pencil: "✏️", pencil2: "✏️", phone: "☎️", point_right: "👉", pray: "🙏",
  pushpin: "📌", question: "❓", raised_hand: "✋", raising_hand: "🙋", recycle: "♻️", red_circle: "🔴", repeat: "🔁",
  rotating_light: "🚨", runner: "🏃", slightly_smiling_face: "🙂", smile: "😄", snooze: "💤", speech_balloon: "💬", star: "⭐",
  stopwatch: "⏱️", tada: "🎉", thinking_face: "🤔", thumbsup: "👍", timer_clock: "⏲️", unlock: "🔓", warning: "⚠️", wave: "👋",
  white_check_mark: "✅", white_circle: "⚪", wrench: "🔧", x: "❌", zap: "⚡", zzz: "💤",
};

export function emoji(name) {
  return NAMES[name.split("::")[0]] ?? `:${name}:`;
}

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => NAMES[name] ?? whole);
}
