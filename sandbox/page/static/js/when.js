// Times in the reader's own zone, and Slack's date tokens.

const time = new Intl.DateTimeFormat([], { timeStyle: "short" });
const seconds = new Intl.DateTimeFormat([], { timeStyle: "medium" });
const short = new Intl.DateTimeFormat([], { day: "numeric", month: "short", year: "numeric" });
const middle = new Intl.DateTimeFormat([], { day: "numeric", month: "long", year: "numeric" });
const long = new Intl.DateTimeFormat([], { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const full = new Intl.DateTimeFormat([], { dateStyle: "full", timeStyle: "medium" });

export const clock = (date) => time.format(date);
export const exact = (date) => full.format(date);
export const ofTs = (ts) => new Date(Number.parseFloat(ts) * 1000);

export function slackDate(unix, format, fallback) {
  const date = new Date(Number(unix) * 1000);
  if (!Number.isFinite(date.getTime())) return fallback || "";
  return format.replace(/\{(\w+)\}/g, (token, name) => (name in TOKENS ? TOKENS[name](date) : token));
}

export function day(date) {
  return pretty(date, long);
}

function pretty(date, otherwise) {
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86400000);
  return { "-1": "tomorrow", 0: "today", 1: "yesterday" }[days] ?? otherwise.format(date);
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function ago(date) {
  const words = new Intl.RelativeTimeFormat([], { numeric: "auto" });
  const minutes = Math.round((date - Date.now()) / 60000);
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

const TOKENS = {
  time: (date) => time.format(date),
  time_secs: (date) => seconds.format(date),
  date: (date) => middle.format(date),
  date_num: (date) => date.toLocaleDateString("sv"),
  date_short: (date) => short.format(date),
  date_long: (date) => long.format(date),
  date_pretty: (date) => pretty(date, middle),
  date_short_pretty: (date) => pretty(date, short),
  date_long_pretty: (date) => pretty(date, long),
  date_slash: (date) => date.toLocaleDateString(),
  ago,
};
