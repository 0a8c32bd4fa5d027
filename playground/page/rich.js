// Draws what Telegram draws: text with entities, and rich messages block by block. Never through innerHTML.

import { dates } from "./words.js";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false && value !== "") made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

const INLINE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", marked: "mark",
  subscript: "sub", superscript: "sup", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

// ------------------------------------------------------------ moments

// A moment in the reader's own zone and language, in Telegram's format: "r" alone, or w?[dD]?[tT]?.
export function moment(unix, format, fallback, draw) {
  const at = new Date(unix * 1000);
  if (!format) return fallback;
  if (format === "r") return ago((at - draw.now()) / 60000, draw.language);
  const options = {};
  if (format.includes("w")) options.weekday = "short";
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (format.includes("d")) Object.assign(options, { day: "numeric", month: "short" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return dates(draw.language, options).format(at);
}

function ago(minutes, language) {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

// Relative moments are kept up to date, as by a client.
function time(unix, format, fallback, draw) {
  const made = element("time", { title: new Date(unix * 1000).toString(), "data-relative": format === "r" },
    moment(unix, format, fallback, draw));
  made.again = () => { made.textContent = moment(unix, format, fallback, draw); };
  return made;
}

// ------------------------------------------------------------ text with entities

const link = (url, ...inside) => element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);
const absolute = (url) => /^[a-z]+:/i.test(url) ? url : `http://${url}`;

function hidden(...inside) {
  const made = element("span", { class: "spoiler" }, ...inside);
  made.addEventListener("click", () => made.classList.add("seen"), { once: true });
  return made;
}

function copied(...inside) {
  return element("code", { onclick: (event) => navigator.clipboard?.writeText(event.currentTarget.textContent) }, ...inside);
}

function command(draw, ...inside) {
  return element("a", { href: "#", onclick: (event) => { event.preventDefault(); draw.say(inside[0]); } }, ...inside);
}

function dressed(entity, inside, draw) {
  switch (entity.type) {
    case "text_link": return link(entity.url, ...inside);
    case "url": return link(absolute(inside[0]), ...inside);
    case "email": return link(`mailto:${inside[0]}`, ...inside);
    case "date_time": return time(entity.unix_time, entity.date_time_format, inside[0], draw);
    case "bot_command": return command(draw, ...inside);
    case "spoiler": return hidden(...inside);
    case "code": return copied(...inside);
    case "expandable_blockquote": return unfolding(...inside);
    case "hashtag": case "mention": return element("span", { class: "tag" }, ...inside);
    default: return element(INLINE[entity.type] ?? "span", {}, ...inside);
  }
}

function unfolding(...inside) {
  return element("blockquote", { class: "unfolds long", onclick: ({ currentTarget }) => currentTarget.classList.toggle("long") }, element("div", {}, ...inside));
}

// Text with entities: offsets and lengths count UTF-16 units, as JavaScript's own strings do.
export function marked(text, entities = [], draw, start = 0, end = text.length) {
  const parts = [];
  let at = start;
  const inside = entities.filter((one) => one.offset >= start && one.offset + one.length <= end);
  while (inside.length) {
    const entity = inside.shift();
    if (entity.offset < at) continue;
    const stop = entity.offset + entity.length;
    parts.push(text.slice(afterQuote(at, parts), entity.offset));
    const nested = inside.filter((one) => one.offset + one.length <= stop);
    parts.push(dressed(entity, marked(text, nested, draw, entity.offset, stop), draw));
    at = stop;
  }
  parts.push(text.slice(afterQuote(at, parts), end));
  return parts.filter((part) => part !== "");

  // The line break behind a quote only ends it.
  function afterQuote(place, before) {
    return before.at(-1)?.tagName === "BLOCKQUOTE" && text[place] === "\n" ? place + 1 : place;
  }
}

// ------------------------------------------------------------ rich text

function words(text, draw) {
  if (text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap((part) => words(part, draw));
  const inside = words(text.text, draw);
  switch (text.type) {
    case "url": return [link(text.url, ...inside)];
    case "email_address": return [link(`mailto:${text.email_address}`, ...inside)];
    case "phone_number": return [link(`tel:${text.phone_number}`, ...inside)];
    case "bot_command": return [command(draw, ...inside)];
    case "date_time": return [time(text.unix_time, text.date_time_format, plain(text.text), draw)];
    case "button": return [button(text.button, draw, "inside")];
    case "spoiler": return [hidden(...inside)];
    case "code": return [copied(...inside)];
    case "anchor": return [element("span", { id: `${draw.id}-${text.name}` })];
    case "anchor_link": return [element("a", { href: `#${draw.id}-${text.anchor_name}` }, ...inside)];
    case "custom_emoji": return [text.alternative_text ?? ""];
    case "mathematical_expression": return [element("code", {}, text.expression)];
    case "hashtag": case "mention": return [element("span", { class: "tag" }, ...inside)];
    default: return [element(INLINE[text.type] ?? "span", {}, ...inside)];
  }
}

export const plain = (text) => typeof text === "string" ? text : Array.isArray(text) ? text.map(plain).join("") : plain(text?.text ?? text?.alternative_text ?? "");

export function button(key, draw, kind = "") {
  const label = typeof key.text === "string" ? [key.text] : words(key.text, draw);
  const style = [kind, key.style ?? ""].join(" ").trim();
  if (key.url) return element("a", { class: `${style} away`, href: key.url, target: "_blank", rel: "noopener noreferrer" }, ...label);
  const press = ({ currentTarget }) => {
    if (key.copy_text) navigator.clipboard?.writeText(key.copy_text.text);
    else if (key.callback_data) draw.press(key.callback_data, currentTarget);
  };
  return element("button", { type: "button", class: style, disabled: Boolean(key.disabled), "data-callback": key.callback_data ?? "", onclick: press }, ...label);
}

// ------------------------------------------------------------ blocks

export function block(part, draw) {
  const inside = () => (part.blocks ?? []).map((one) => block(one, draw));
  const text = () => words(part.text, draw);
  const credit = () => part.credit ? element("cite", {}, ...words(part.credit, draw)) : "";
  switch (part.type) {
    case "heading": return element(`h${part.size}`, {}, ...text());
    case "paragraph": return element("p", {}, ...text());
    case "footer": return element("footer", {}, ...text());
    case "divider": return element("hr");
    case "pre": return element("pre", {}, ...text());
    case "blockquote": return element("blockquote", {}, ...inside(), credit());
    case "expandable_blockquote": return unfolding(...text(), credit());
    case "pullquote": return element("blockquote", { class: "pulled" }, ...text(), credit());
    case "details": return element("details", { open: Boolean(part.is_open) }, element("summary", {}, element("span", {}, ...words(part.summary, draw))), element("div", { class: "folded" }, ...inside()));
    case "list": return list(part, draw);
    case "table": return table(part, draw);
    case "buttons": return element("div", { class: `buttons ${part.align ?? ""}` }, ...part.buttons.map((one) => button(one, draw, "inside")));
    case "photo": return picture(part, draw);
    case "mathematical_expression": return element("pre", {}, part.expression);
    default: return element("p", {}, `[${part.type}]`);
  }
}

function picture(part, draw) {
  const image = element("img", { src: draw.file(part.photo.at(-1).file_id), alt: "", loading: "lazy" });
  return element("figure", {}, image, part.caption ? element("figcaption", {}, ...words(part.caption.text, draw)) : "");
}

function list(part, draw) {
  const ordered = part.items.some((item) => item.value !== undefined);
  return element(ordered ? "ol" : "ul", { start: part.items[0]?.value }, ...part.items.map((item) =>
    element("li", {}, ...item.blocks.flatMap((one) => one.type === "paragraph" ? words(one.text, draw) : [block(one, draw)]))));
}

function table(part, draw) {
  const rows = part.cells.map((row) => element("tr", {}, ...row.map((cell) =>
    element(cell.is_header ? "th" : "td", { colspan: cell.colspan, rowspan: cell.rowspan, class: cell.align }, ...words(cell.text, draw)))));
  const kinds = ["bordered", "striped", "compact"].filter((kind) => part[`is_${kind}`]).join(" ");
  return element("div", { class: "wide" }, element("table", { class: kinds }, part.caption ? element("caption", {}, ...words(part.caption, draw)) : "", element("tbody", {}, ...rows)));
}
