// X in the town square: public posts as conversations, the newest conversation first.

import { get } from "./api.js";
import { avatar, el, reconcile } from "./dom.js";
import { findBy, inList, show } from "./follow.js";
import { isShown, noticeItems, showPlace } from "./places.js";
import { clock, exact } from "./when.js";
import { linked, picture } from "./words.js";
import { answerTo, startXPen } from "./xpen.js";

const FETCHED = 400;
const SHOWN = 60;
const ON_TOP_MS = 60000;

export function startX() {
  findBy(/^https:\/\/(?:x|twitter)\.com\/(?:.*\/status\/|intent\/\w+\?in_reply_to=)(\d+)/, ([, id]) => {
    showPlace("x");
    return onPage(id);
  });
  return startXPen();
}

export async function loadX() {
  const posts = await get("/page/town", { limit: FETCHED });
  if (!posts) return;
  const list = document.getElementById("posts");
  const conversations = byConversation(posts);
  if (!posts.length) list.replaceChildren(el("p", { class: "empty" }, "No posts yet. Be the first customer."));
  else reconcile(list, conversations.slice(0, SHOWN), (one) => one.id, conversation);
  const answers = noticeItems("x", posts.map((post) => ({ id: post.id, ours: isAnswer(post) })));
  if (answers.length && isShown("x")) show(onPage(answers.at(-1)));
}

function onPage(id) {
  return inList(document.getElementById("posts"), id);
}

function isAnswer(post) {
  return post.author.is_brand && Boolean(post.in_reply_to);
}

function byConversation(posts) {
  const found = new Map();
  for (const post of posts) {
    const one = found.get(post.conversation_id) ?? { id: post.conversation_id, posts: [] };
    found.delete(post.conversation_id);
    one.posts.push(post);
    found.set(post.conversation_id, one);
  }
  const latest = [...found.values()].reverse();
  return [...latest.filter(justAnswered), ...latest.filter((one) => !justAnswered(one))];
}

// A public answer stays on top for a minute, so that a busy square does not carry it away at once.
function justAnswered(one) {
  const last = one.posts.at(-1);
  return last.author.is_brand && Date.now() - new Date(last.created_at) < ON_TOP_MS;
}

function conversation(one) {
  const [first, ...rest] = one.posts;
  const replies = rest.length ? el("div", { class: "answers" }, rest.map(postNode)) : null;
  return el("article", { class: "conversation", "aria-label": `Conversation of ${first.author.name}` }, postNode(first), replies);
}

function postNode(post) {
  const brand = post.author.is_brand;
  if (post.deleted) return el("p", { class: "post gone faint", data: { id: post.id } }, "This post was deleted.");
  return el(
    "div",
    { class: brand ? "post ours" : "post", data: { testid: brand ? "public-answer" : "public-post", id: post.id } },
    brand ? el("img", { class: "avatar round", src: "/page/static/icon.svg", alt: "" }) : avatar(post.author.name, post.author.handle, true),
    el(
      "div",
      { class: "post-main" },
      byline(post),
      el("p", { class: "words", dir: "auto" }, linked(post.text)),
      post.media.map(picture),
      el(
        "p",
        { class: "post-foot" },
        el("button", { type: "button", class: "quiet", data: { focus: `reply-${post.id}` }, "aria-label": `Reply to ${post.author.name}`, onclick: () => answerTo(post) }, "Reply"),
      ),
    ),
  );
}

function byline(post) {
  const date = new Date(post.created_at);
  return el(
    "p",
    { class: "byline" },
    el("strong", {}, el("bdi", {}, post.author.name)),
    el("time", { datetime: post.created_at, title: exact(date) }, clock(date)),
    el(
      "span",
      { class: "faint handle" },
      post.author.is_brand && [el("span", { class: "tag ours" }, "Public reply"), " "],
      el("bdi", {}, `@${post.author.handle}`),
      !post.author.is_brand && ` · ${compact(post.author.followers)} followers`,
      post.edited && " · edited",
      post.retweeted && " · shared",
    ),
  );
}

function compact(number) {
  return new Intl.NumberFormat([], { notation: "compact" }).format(number);
}
