// What the page knows, and who wants to hear when it changes.

import { get } from "./api.js";

export const state = {
  me: null,
  users: new Map(),
  groups: new Map(),
  channels: new Map(),
  commands: [],
  shortcuts: [],
  writesToApp: true, // the app's Messages tab takes messages
  place: { kind: "none" }, // {kind: "channel", id} or {kind: "home"}
  thread: null, // {channel, ts}
};

const listeners = new Map();

export function on(kind, act) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), act]);
}

export function tell(kind, detail) {
  for (const act of listeners.get(kind) ?? []) act(detail);
}

export async function loadWorkspace(user) {
  const workspace = await get("/page/workspace", { user });
  if (!workspace) return false;
  state.users = byId(workspace.users);
  state.groups = byId(workspace.usergroups);
  state.channels = byId(workspace.channels);
  state.commands = workspace.commands ?? [];
  state.shortcuts = workspace.shortcuts ?? [];
  state.writesToApp = workspace.writes_to_app !== false;
  state.me = idOf(workspace.me) || user || people()[0]?.id;
  return true;
}

export function people() {
  return [...state.users.values()].filter((user) => !user.is_bot);
}

export function nameOf(userId) {
  const user = state.users.get(userId);
  return user?.real_name || user?.name || userId || "somebody";
}

export function titleOf(channel) {
  return channel.is_im ? "Baton" : channel.name;
}

export function openChannel(id) {
  state.place = { kind: "channel", id };
  if (state.thread?.channel !== id) openThread(null);
  tell("place");
}

export function openHome() {
  state.place = { kind: "home" };
  openThread(null);
  tell("place");
}

export function openThread(thread) {
  state.thread = thread;
  tell("thread");
  if (thread) tell("did", "thread");
}

function byId(items) {
  return new Map((items ?? []).map((item) => [item.id, item]));
}

function idOf(me) {
  return typeof me === "string" ? me : me?.id;
}
