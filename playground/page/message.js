// A message as it stands in the chat: bubble, reply, picture, words, link preview, keyboard.

import { block, button, element, marked, plain } from "./rich.js";
import { dates } from "./words.js";

const COLOURS = ["#d45246", "#3f8f3a", "#2f7fc4", "#8a5bd0", "#c9558f", "#b5721d"];
export const colour = (id) => COLOURS[Math.abs(id) % COLOURS.length];

const clock = (unix, language) => dates(language, { hour: "2-digit", minute: "2-digit" }).format(new Date(unix * 1000));

// Who wrote it: a person, the bot, or the channel itself.
export const author = ({ from, sender_chat: chat }) => from ?? { id: chat.id, first_name: chat.title };

// `draw` gives: now, say, press, file, card, language, words, me, group, blank, id.
export function drawn(message, draw) {
  if (message.new_chat_members) return note(`${message.new_chat_members[0].first_name} ${draw.words.joined}`);
  if (message.migrate_to_chat_id) return note("supergroup");
  const rows = (message.reply_markup?.inline_keyboard ?? []).map((row) =>
    element("div", { class: "keyrow" }, ...row.map((key) => button(key, draw))));
  const who = author(message);
  const mine = who.id === draw.me;
  const face = draw.group && !mine ? [element("span", { class: "face", style: `background:${colour(who.id)}` }, who.first_name[0])] : [];
  return element("article", { class: mine ? "message mine" : "message", "data-id": message.message_id, "data-from": who.id },
    ...face, bubble(message, draw), rows.length ? element("div", { class: "keys" }, ...rows) : "");
}

export const note = (text) => element("div", { class: "note" }, element("span", {}, text));

function bubble(message, draw) {
  if (message.rich_message && draw.blank) return element("div", { class: "bubble blank" }, meta(message, draw));
  const who = author(message);
  const name = draw.group && who.id !== draw.me
    ? [element("span", { class: "name", style: `color:${colour(who.id)}` }, who.first_name)] : [];
  if (message.rich_message) {
    const blocks = message.rich_message.blocks.map((part) => block(part, draw));
    return element("div", { class: "bubble rich" }, ...name, ...via(message), ...quoted(message), ...blocks, meta(message, draw));
  }
  const text = marked(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities, draw);
  const lone = message.photo && !text.length;
  return element("div", { class: lone ? "bubble lone" : "bubble" },
    ...name, ...via(message), ...quoted(message), ...media(message, draw), ...text, ...preview(message, draw), meta(message, draw));
}

const via = ({ via_bot: bot }) => bot ? [element("span", { class: "name" }, `via @${bot.username}`)] : [];

function quoted({ reply_to_message: replied }) {
  if (!replied) return [];
  const said = replied.text ?? replied.caption ?? plain(replied.rich_message?.blocks?.[0]?.text) ?? "";
  return [element("a", { class: "quote", href: `#message-${replied.message_id}`, onclick: (event) => {
    event.preventDefault();
    document.querySelector(`[data-id="${replied.message_id}"]`)?.scrollIntoView({ behavior: "smooth", block: "center" });
  } }, element("b", {}, author(replied).first_name), element("span", {}, said.split("\n")[0]))];
}

function media(message, draw) {
  if (message.photo) return [element("img", { class: "photo", src: draw.file(message.photo.at(-1).file_id), alt: "" })];
  if (message.location) return [element("span", { class: "place" }, `📍 ${message.location.latitude.toFixed(2)}, ${message.location.longitude.toFixed(2)}`)];
  if (!message.document) return [];
  const { file_id: file, file_name: name, file_size: size } = message.document;
  return [element("a", { class: "document", href: draw.file(file), download: name },
    element("i", {}), element("span", {}, element("b", {}, name), element("small", {}, `${Math.max(1, Math.round(size / 1024))} KB`)))];
}

function preview(message, draw) {
  const options = message.link_preview_options ?? {};
  const first = (message.entities ?? []).find((one) => one.type === "text_link" || one.type === "url");
  const url = options.url ?? first?.url ?? (first && message.text.slice(first.offset, first.offset + first.length));
  if (!url || options.is_disabled || message.photo) return [];
  const card = element("a", { class: "card", href: url, target: "_blank", rel: "noopener noreferrer", hidden: true });
  draw.card(url, (known) => {
    card.append(...[["b", known.site], ["strong", known.title], ["span", known.text]].filter(([, text]) => text).map(([tag, text]) => element(tag, {}, text)));
    if (known.image) card.append(element("img", { src: known.image, alt: "" }));
    card.hidden = false;
  });
  return [card];
}

function meta(message, draw) {
  const time = clock(message.date, draw.language);
  const ticks = author(message).id === draw.me ? element("i", { class: "ticks" }) : "";
  return element("span", { class: "meta" }, message.edit_date ? `${draw.words.edited} ${time}` : time, ticks);
}
