// The chat page: several people and a group, each with the bot, as a Telegram client would show them.

import { block, button, element, marked } from "./rich.js";

const COLOURS = ["#e17076", "#7bc862", "#65aadd", "#a695e7", "#ee7aae"];
const at = (id) => document.getElementById(id);
const state = { chats: [], people: {}, chat: 0, messages: {}, seen: 0, ahead: 0, unread: {}, commands: [] };

const now = () => new Date(Date.now() + state.ahead);
const room = () => state.chats.find((chat) => chat.id === state.chat);
const me = () => room().private ? room().id : Number(at("speaker").value || Object.keys(state.people)[0]);

async function ask(path, body) {
  const answer = await fetch(`/api/${path}`, body === undefined ? {} :
    { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) toast(said.error ?? "That did not work.");
  return said;
}

let fading = 0;
function toast(text) {
  at("toast").textContent = text;
  at("toast").hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { at("toast").hidden = true; }, 3500);
}

const say = (text) => ask("say", { user: me(), chat: state.chat, text });

function drawing(message) {
  return {
    now, say,
    press: (data) => ask("press", { user: me(), chat: state.chat, message_id: message.message_id, data }),
    photo: (sizes) => `/api/photo?file=${encodeURIComponent(sizes.at(-1).file_id)}`,
  };
}

function bubble(message, blank) {
  const draw = drawing(message);
  if (blank) return element("div", { class: "bubble blank" }, meta(message));
  if (message.rich_message) return element("div", { class: "bubble rich" }, ...message.rich_message.blocks.map((part) => block(part, draw)), meta(message));
  const parts = [];
  if (!room().private && message.from.id !== me()) parts.push(element("span", { class: "name" }, message.from.first_name));
  if (message.reply_to_message) parts.push(element("span", { class: "quote" }, message.reply_to_message.text ?? message.reply_to_message.caption ?? "…"));
  if (message.photo) parts.push(element("img", { class: "photo", src: draw.photo(message.photo), alt: "" }));
  if (message.location) parts.push(`📍 ${message.location.latitude.toFixed(2)}, ${message.location.longitude.toFixed(2)}`);
  if (message.document) parts.push(`📄 ${message.document.file_name}`);
  parts.push(...marked(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities, draw));
  const preview = message.link_preview_options;
  if (preview?.url && !preview.is_disabled) parts.push(element("a", { class: "preview", href: preview.url, target: "_blank", rel: "noopener noreferrer" }, new URL(preview.url).host));
  return element("div", { class: "bubble" }, ...parts, meta(message));
}

function meta(message) {
  const time = new Date((message.edit_date ?? message.date) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return element("span", { class: "meta" }, message.edit_date ? `edited ${time}` : time);
}

function drawn({ message, blank }) {
  if (!message.text && !message.caption && !message.rich_message && !message.location && !message.document) return element("div", { class: "note" }, "joined the chat");
  const rows = (message.reply_markup?.inline_keyboard ?? []).map((row) =>
    element("div", { class: "keyrow" }, ...row.map((key) => button(key, drawing(message)))));
  return element("article", { class: message.from.id === me() ? "message mine" : "message", "data-id": message.message_id },
    bubble(message, blank), rows.length ? element("div", { class: "keys" }, ...rows) : "");
}

function redraw() {
  const shown = [...(state.messages[state.chat]?.values() ?? [])];
  const opened = new Set([...document.querySelectorAll("#messages details[open] > summary")].map((one) => one.textContent));
  at("messages").replaceChildren(...(shown.length ? shown.map(drawn) : [element("button", { class: "note", id: "start", onclick: () => say("/start") }, "START")]));
  for (const summary of document.querySelectorAll("#messages details > summary")) if (opened.has(summary.textContent)) summary.parentElement.open = true;
  at("messages").scrollTop = at("messages").scrollHeight;
}

function people() {
  at("people").replaceChildren(...state.chats.map((chat, index) => element("button", {
    "aria-current": String(chat.id === state.chat), "data-chat": chat.id, onclick: () => open(chat.id) },
    element("span", { class: "face", style: `background:${COLOURS[index % COLOURS.length]}` }, chat.name[0]),
    element("span", {}, chat.name, element("small", {}, chat.private ? `language: ${chat.language}` : "group")),
    state.unread[chat.id] ? element("span", { class: "new" }, String(state.unread[chat.id])) : "")));
}

async function open(chat) {
  state.chat = chat;
  state.unread[chat] = 0;
  at("title").textContent = room().private ? "Chapar" : room().name;
  at("subtitle").textContent = room().private ? `bot · you are ${room().name}` : "group";
  at("speaker").hidden = room().private;
  at("menu").hidden = true;
  people();
  redraw();
  state.commands = (await ask(`commands?user=${me()}&chat=${chat}`)).commands;
}

function took(event) {
  state.seen = event.number;
  if (event.kind === "answer" && event.user === me() && event.text) toast(event.text);
  if (event.kind === "delete") state.messages[event.chat_id]?.delete(event.message_id);
  if (!["message", "edit", "delete"].includes(event.kind)) return false;
  if (event.kind !== "delete") {
    (state.messages[event.chat_id] ??= new Map()).set(event.message.message_id, event);
    if (event.kind === "message" && event.chat_id !== state.chat) state.unread[event.chat_id] = (state.unread[event.chat_id] ?? 0) + 1;
  }
  return true;
}

async function follow() {
  for (;;) {
    try {
      const events = (await ask(`changes?since=${state.seen}`)).events;
      const here = events.filter((event) => took(event) && event.chat_id === state.chat);
      if (events.length) people();
      if (here.length) redraw();
    } catch { await new Promise((wake) => setTimeout(wake, 1000)); }
  }
}

function showClock() {
  at("clock").textContent = now().toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

async function push(body) {
  state.ahead = (await ask("clock", body)).ahead_ms;
  showClock();
}

function menu() {
  at("menu").hidden = !at("menu").hidden;
  at("menu").replaceChildren(...state.commands.map((command) => element("button", {
    onclick: () => { at("menu").hidden = true; say(`/${command.command}`); } },
    element("b", {}, `/${command.command}`), element("span", {}, command.description))));
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  at("text").value = "";
  if (text) say(text);
});
at("commands").addEventListener("click", async () => {
  state.commands = (await ask(`commands?user=${me()}&chat=${state.chat}`)).commands;
  menu();
});
at("speaker").addEventListener("change", redraw);
at("tomorrow").addEventListener("click", () => push({ morning: state.chat }));
at("place").addEventListener("click", () => ask("location", { user: me() }));
for (const one of document.querySelectorAll("[data-push]")) one.addEventListener("click", () => push({ hours: Number(one.dataset.push) }));
for (const one of document.querySelectorAll("[data-switch]")) {
  one.addEventListener("change", () => ask("switch", { name: one.dataset.switch, on: one.checked, user: me() }));
}

const start = await ask("state");
Object.assign(state, { chats: start.chats, people: start.people, ahead: start.ahead_ms });
at("speaker").replaceChildren(...Object.entries(start.people).map(([id, name]) => element("option", { value: id }, name)));
await open(start.chats[0].id);
setInterval(showClock, 1000);
showClock();
follow();
