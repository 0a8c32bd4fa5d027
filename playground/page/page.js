// The chat page: several people and a group, each with the bot, as a Telegram client would show them.

import { author, colour, drawn, note } from "./message.js";
import { element } from "./rich.js";
import { dates, wordsIn } from "./words.js";

const at = (id) => document.getElementById(id);
const state = { run: "", seen: 0, ahead: 0, chat: 0, chats: new Map(), people: {}, switches: {}, about: {} };
const cards = new Map(); // link previews by address
const nodes = new Map(); // drawn messages of the open chat: id → { version, node }
const waiting = new Map(); // pressed buttons by query
const answered = new Set(); // queries whose answer came before the press was known

const room = () => state.chats.get(state.chat);
const me = () => room().private ? room().id : Number(at("speaker").value);
const language = () => state.people[me()].language;
const words = () => wordsIn(language());
const now = () => new Date(Date.now() + state.ahead);

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

// ------------------------------------------------------------ what a person does

const say = (text) => ask("say", { user: me(), chat: state.chat, text });

async function press(message, data, pressed) {
  pressed.classList.add("waiting");
  const { query_id: query } = await ask("press", { user: me(), chat: state.chat, message_id: message, data });
  if (!query || answered.delete(query)) pressed.classList.remove("waiting");
  else waiting.set(query, pressed);
}

function took(event) {
  const chat = state.chats.get(event.chat_id);
  if (event.kind === "message" || event.kind === "edit") {
    chat.messages.set(event.message.message_id, { message: event.message, version: event.number });
    if (event.kind === "message" && chat !== room()) chat.unread += 1;
  }
  if (event.kind === "delete") chat.messages.delete(event.message_id);
  if (event.kind === "keyboard") chat.keyboard = event.keyboard;
  if (event.kind === "members") chat.bot = event.bot;
  if (event.kind === "action" && chat === room()) busy();
  if (event.kind === "clock") moved(event.ahead_ms);
  if (event.kind === "answer") answer(event);
  if (event.kind === "inline" && event.query_id === asked) results(event);
}

function answer(event) {
  waiting.get(event.query_id)?.classList.remove("waiting");
  if (!waiting.delete(event.query_id)) answered.add(event.query_id);
  if (event.user !== me()) return;
  if (event.url) window.open(event.url, "_blank", "noopener");
  if (!event.text) return;
  if (!event.alert) return toast(event.text);
  at("alert").querySelector("p").textContent = event.text;
  at("alert").showModal();
}

// ------------------------------------------------------------ drawing

function drawing(message) {
  return {
    now, say, language: language(), words: words(), me: me(), group: !room().private, blank: state.switches.old_client,
    id: `message-${message.message_id}`,
    press: (data, pressed) => press(message.message_id, data, pressed),
    file: (id) => `/api/file?id=${encodeURIComponent(id)}`,
    card: card,
  };
}

async function card(url, show) {
  if (!cards.has(url)) cards.set(url, (await ask(`card?url=${encodeURIComponent(url)}`)).card);
  const known = cards.get(url);
  if (known) show(known);
}

// The node of a message: kept while nothing changes; an edited one keeps its folds open.
function node({ message, version }) {
  const kept = nodes.get(message.message_id);
  if (kept?.version === version) return kept.node;
  const made = drawn(message, drawing(message));
  const open = kept ? [...kept.node.querySelectorAll("details")].map((fold) => fold.open) : [];
  made.querySelectorAll("details").forEach((fold, place) => { fold.open ||= open[place] ?? false; });
  if (!kept) made.classList.add("new");
  nodes.set(message.message_id, { version, node: made });
  return made;
}

function day(unix) {
  const date = new Date(unix * 1000).toDateString();
  const yesterday = new Date(now() - 86_400_000).toDateString();
  if (date === now().toDateString()) return words().today;
  if (date === yesterday) return words().yesterday;
  return dates(language(), { day: "numeric", month: "long" }).format(new Date(unix * 1000));
}

function shown() {
  const list = [];
  let before = null;
  for (const entry of room().messages.values()) {
    const made = node(entry);
    const today = day(entry.message.date);
    if (!before || before.day !== today) {
      list.push(note(today));
      list.at(-1).classList.add("day");
    }
    made.classList.toggle("next", before?.day === today && before.from === author(entry.message).id && made.matches(".message"));
    before = { day: today, from: author(entry.message).id };
    list.push(made);
  }
  return list;
}

let stuck = true; // the newest message is in view and stays there
const messages = at("messages");
const atEnd = () => messages.scrollHeight - messages.scrollTop - messages.clientHeight < 60;

function draw({ jump = false } = {}) {
  const list = shown();
  const place = messages.scrollTop;
  const fresh = list.find((one) => one.matches(".message.new"));
  messages.replaceChildren(...list, ...(list.length ? [] : [aboutBot()]));
  frame();
  if (jump || stuck) toEnd(jump ? null : fresh);
  else messages.scrollTop = place;
  if (fresh && !stuck && !jump) at("down").firstChild.textContent = String(Number(at("down").firstChild.textContent) + 1);
  setTimeout(() => { for (const one of list) one.classList.remove("new"); }, 300);
}

// To the end; but a message taller than the window is read from its beginning.
function toEnd(fresh) {
  messages.scrollTop = messages.scrollHeight;
  if (fresh && messages.scrollHeight - fresh.offsetTop + messages.offsetTop > messages.clientHeight) {
    messages.scrollTop = fresh.offsetTop - messages.offsetTop - 44;
    stuck = false;
  }
  scrolled();
}

function scrolled() {
  if (atEnd()) {
    stuck = true;
    at("down").firstChild.textContent = "";
  }
  at("down").hidden = atEnd();
}

function aboutBot() {
  const text = state.about[language()] ?? state.about[""];
  return text && room().private ? element("div", { class: "about-bot" }, element("b", {}, words().what), text) : "";
}

// What stands around the messages: composer or a way in, reply keyboard, header.
function frame() {
  const { bot, private: alone, channel, name, messages: said, keyboard } = room();
  const inside = bot === "member" || bot === "administrator";
  at("composer").hidden = channel || (alone && !inside); // in a group people write without the bot, too
  at("enter").hidden = inside;
  at("enter").textContent = alone ? words()[bot === "kicked" ? "restart" : "start"] : words()[channel ? "addToChannel" : "add"];
  at("title").textContent = alone ? "Chapar" : name;
  at("face").hidden = !alone;
  at("group").hidden = alone;
  at("group").textContent = channel ? "📣" : "👥";
  at("group").style.background = colour(state.chat);
  if (!at("subtitle").classList.contains("busy")) at("subtitle").textContent = subtitle();
  at("text").placeholder = words().message;
  at("commands").lastChild.textContent = words().menu;
  at("outside").textContent = alone ? "I have blocked the bot" : `The bot is not in this ${channel ? "channel" : "group"}`;
  document.querySelector("[data-switch=outside]").checked = alone ? bot === "kicked" : !inside;
  keys(inside && said.size ? keyboard : {});
}

function subtitle() {
  const { private: alone, channel, bot } = room();
  const people = Object.keys(state.people).length;
  if (alone) return words().bot;
  return channel ? `${people} ${words().subscribers}` : `${people + (bot === "left" ? 0 : 1)} ${words().members}`;
}

function keys(keyboard) {
  const rows = keyboard?.keyboard ?? [];
  at("keyboard").hidden = !rows.length;
  at("keyboard").replaceChildren(...rows.map((row) => element("div", {}, ...row.map((key) => {
    const label = typeof key === "string" ? key : key.text;
    const act = () => {
      if (keyboard.one_time_keyboard) room().keyboard = {};
      frame();
      return key.request_location ? ask("location", { user: me() }) : say(label);
    };
    return element("button", { type: "button", onclick: act }, label);
  }))));
}

let resting = 0;
function busy(text = words().typing, moment = 5000) {
  at("subtitle").textContent = text;
  at("subtitle").classList.add("busy");
  clearTimeout(resting);
  resting = setTimeout(rest, moment);
}

function rest() {
  at("subtitle").classList.remove("busy");
  frame();
}

function people() {
  at("people").replaceChildren(...[...state.chats.values()].map((chat) => {
    const last = [...chat.messages.values()].at(-1)?.message;
    const said = last ? last.text ?? last.caption ?? last.rich_message?.blocks[0]?.text ?? "…" : chat.private ? wordsIn(state.people[chat.id].language).start : "";
    return element("button", { type: "button", "aria-current": String(chat.id === state.chat), "aria-label": chat.name, title: chat.name, "data-chat": chat.id, onclick: () => open(chat.id) },
      element("span", { class: "face", style: `background:${colour(chat.id)}` }, chat.private ? chat.name[0] : chat.channel ? "📣" : "👥"),
      element("span", { class: "about" }, chat.name, element("small", {}, typeof said === "string" ? said : "…")),
      chat.unread ? element("span", { class: "new" }, String(chat.unread)) : "");
  }));
}

function open(chat) {
  state.chat = chat;
  location.hash = chat;
  room().unread = 0;
  at("speaker").hidden = room().private || room().channel;
  showMenu(false);
  again();
  people();
}

// Draws the open chat anew, from its first message.
function again() {
  nodes.clear();
  rest();
  draw({ jump: true });
}

// ------------------------------------------------------------ commands

let commands = [];
async function showMenu(wanted, typed = "") {
  if (wanted) commands = (await ask(`commands?user=${me()}&chat=${state.chat}`)).commands;
  const fitting = commands.filter((one) => `/${one.command}`.startsWith(typed || "/"));
  const visible = wanted && fitting.length > 0;
  at("menu").hidden = !visible;
  at("commands").setAttribute("aria-expanded", String(Boolean(visible)));
  at("menu").replaceChildren(...fitting.map((one) => element("button", { type: "button", onclick: () => chosen(one.command) },
    element("span", {}, one.description), element("b", {}, `/${one.command}`))));
}

// ------------------------------------------------------------ inline: the bot's name, then a query

let asked = "";
let typing = 0;
function inline(query) {
  clearTimeout(typing);
  typing = setTimeout(async () => { asked = (await ask("inline", { user: me(), query })).query_id; }, 300);
}

function results({ query_id: query, results: found }) {
  at("menu").hidden = !found.length;
  at("menu").replaceChildren(...found.map((one) => element("button", { type: "button", class: "result", onclick: () => {
    at("menu").hidden = true;
    at("text").value = "";
    ready();
    ask("choose", { user: me(), chat: state.chat, query_id: query, result: one.id });
  } }, element("strong", {}, one.title), element("small", {}, one.description ?? ""))));
}

function typed() {
  ready();
  const text = at("text").value;
  if (text.toLowerCase().startsWith(`${state.name} `)) return inline(text.slice(state.name.length + 1));
  showMenu(/^\/\w*$/.test(text), text);
}

function chosen(command) {
  showMenu(false);
  at("text").value = "";
  ready();
  say(`/${command}`);
}

function ready() {
  at("send").disabled = !at("text").value.trim();
}

function send(event) {
  event?.preventDefault();
  const text = at("text").value.trim();
  at("text").value = "";
  ready();
  showMenu(false);
  stuck = true;
  if (text) say(text);
}

// ------------------------------------------------------------ clock and switches

function showClock() {
  const format = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  at("clock").textContent = dates("en", format).format(now());
  const hours = state.ahead / 3_600_000;
  at("ahead").textContent = hours < 0.02 ? "" : hours < 48 ? `${hours.toFixed(1)} h ahead` : `${(hours / 24).toFixed(1)} days ahead`;
}

function moved(ahead) {
  state.ahead = ahead;
  showClock();
}

// The clock stops wherever there is news; meanwhile it pulses.
async function push(body) {
  at("tools").open = false;
  at("clock").classList.add("waiting");
  await ask("clock", body);
  at("clock").classList.remove("waiting");
}

async function turn(name, on) {
  await ask("switch", { name, on, user: me(), chat: state.chat });
  state.switches[name] = on;
  if (name === "old_client") again();
}

async function enter() {
  const { private: alone, bot } = room();
  if (bot !== "member") await ask("switch", { name: "outside", on: false, user: me(), chat: state.chat });
  if (alone) await say("/start");
}

// ------------------------------------------------------------ the beginning, and everything that follows

async function follow() {
  for (;;) {
    try {
      const news = await ask(`changes?since=${state.seen}`);
      if (news.run !== state.run) return location.reload();
      rest();
      if (!news.events.length) continue;
      for (const event of news.events) {
        took(event);
        state.seen = event.number;
      }
      people();
      if (news.events.some((event) => event.chat_id === state.chat)) draw();
    } catch {
      busy(words().forwards, 60_000);
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}

// Telegram's own dialog behind the link that adds the bot to a channel; here there is one channel.
function addedToChannel(event) {
  if (!event.target.closest?.(`a[href^="https://t.me/${state.name.slice(1)}?startchannel"]`)) return;
  event.preventDefault();
  const channel = [...state.chats.values()].find((chat) => chat.channel);
  ask("switch", { name: "outside", on: false, user: me(), chat: channel.id });
}

function opened(chat) {
  return { ...chat, unread: 0, messages: new Map(chat.messages.map((message) => [message.message_id, { message, version: 0 }])) };
}

function listen() {
  at("composer").addEventListener("submit", send);
  at("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) send(event); });
  at("text").addEventListener("input", typed);
  at("commands").addEventListener("click", () => showMenu(at("menu").hidden));
  at("speaker").addEventListener("change", again);
  at("enter").addEventListener("click", enter);
  at("down").addEventListener("click", () => toEnd());
  messages.addEventListener("scroll", () => { stuck = atEnd(); scrolled(); });
  messages.addEventListener("load", () => { if (stuck) messages.scrollTop = messages.scrollHeight; }, true);
  at("tomorrow").addEventListener("click", () => push({ morning: state.chat }));
  at("place").addEventListener("click", () => ask("location", { user: me() }));
  for (const one of document.querySelectorAll("[data-push]")) one.addEventListener("click", () => push({ hours: Number(one.dataset.push) }));
  for (const one of document.querySelectorAll("[data-switch]")) one.addEventListener("change", () => turn(one.dataset.switch, one.checked));
  document.addEventListener("click", addedToChannel);
  document.addEventListener("click", (event) => { if (!at("tools").contains(event.target)) at("tools").open = false; });
}

const start = await ask("state");
Object.assign(state, { run: start.run, seen: start.seen, ahead: start.ahead_ms, people: start.people, switches: start.switches,
  about: start.about, name: start.name });
state.chats = new Map(start.chats.map((chat) => [chat.id, opened(chat)]));
for (const one of document.querySelectorAll("[data-switch]")) one.checked = Boolean(state.switches[one.dataset.switch]);
at("speaker").replaceChildren(...Object.entries(start.people).map(([id, one]) => element("option", { value: id }, one.name)));
listen();
open(state.chats.has(Number(location.hash.slice(1))) ? Number(location.hash.slice(1)) : start.chats[0].id);
setInterval(() => { showClock(); for (const one of document.querySelectorAll("time[data-relative]")) one.again(); }, 1000);
showClock();
follow();
