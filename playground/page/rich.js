// Draws what Telegram draws: text with entities, and rich messages block by block. Never through innerHTML.

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

// A moment in the reader's own zone and language, in Telegram's format: "r" alone, or w?[dD]?[tT]?.
export function moment(unix, format, fallback, now) {
  const at = new Date(unix * 1000);
  if (!format) return fallback;
  if (format === "r") {
    const minutes = Math.round((at - now) / 60000);
    const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
    if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
    if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
    return words.format(Math.round(minutes / 1440), "day");
  }
  const options = {};
  if (format.includes("w")) options.weekday = "short";
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (format.includes("d")) Object.assign(options, { day: "numeric", month: "short" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(undefined, options).format(at);
}

const link = (url, ...inside) => element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);

function dressed(entity, inside, draw) {
  switch (entity.type) {
    case "text_link": return link(entity.url, ...inside);
    case "url": return link(inside[0], ...inside);
    case "date_time": return element("time", { title: new Date(entity.unix_time * 1000).toString() },
      moment(entity.unix_time, entity.date_time_format, inside[0], draw.now()));
    case "bot_command": return element("a", { href: "#", onclick: (event) => { event.preventDefault(); draw.say(inside[0]); } }, ...inside);
    default: return INLINE[entity.type] ? element(INLINE[entity.type], {}, ...inside) : element("span", {}, ...inside);
  }
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
    parts.push(text.slice(at, entity.offset));
    const nested = inside.filter((one) => one.offset + one.length <= stop);
    parts.push(dressed(entity, marked(text, nested, draw, entity.offset, stop), draw));
    at = stop;
  }
  parts.push(text.slice(at, end));
  return parts.filter((part) => part !== "");
}

function words(text, draw) {
  if (text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap((part) => words(part, draw));
  switch (text.type) {
    case "url": return [link(text.url, ...words(text.text, draw))];
    case "date_time": return [element("time", {}, moment(text.unix_time, text.date_time_format, plain(text.text), draw.now()))];
    case "button": return [button(text.button, draw, "inside")];
    case "custom_emoji": return [text.alternative_text ?? ""];
    default: return [element(INLINE[text.type] ?? "span", {}, ...words(text.text, draw))];
  }
}

const plain = (text) => typeof text === "string" ? text : Array.isArray(text) ? text.map(plain).join("") : plain(text?.text ?? text?.alternative_text ?? "");

export function button(key, draw, kind = "") {
  const label = typeof key.text === "string" ? [key.text] : words(key.text, draw);
  const style = [kind, key.style ?? ""].join(" ").trim();
  if (key.url) return element("a", { class: style, href: key.url, target: "_blank", rel: "noopener noreferrer" }, ...label);
  const press = () => key.copy_text ? navigator.clipboard?.writeText(key.copy_text.text) : key.callback_data && draw.press(key.callback_data);
  return element("button", { type: "button", class: style, "data-callback": key.callback_data ?? "", onclick: press }, ...label);
}

export function block(part, draw) {
  const inside = () => (part.blocks ?? []).map((one) => block(one, draw));
  const text = () => words(part.text, draw);
  switch (part.type) {
    case "heading": return element(`h${part.size}`, {}, ...text());
    case "paragraph": return element("p", {}, ...text());
    case "footer": return element("footer", {}, ...text());
    case "divider": return element("hr");
    case "pre": return element("pre", {}, ...text());
    case "blockquote": return element("blockquote", {}, ...inside());
    case "expandable_blockquote": case "pullquote": return element("blockquote", {}, ...text());
    case "details": return element("details", { open: Boolean(part.is_open) }, element("summary", {}, ...words(part.summary, draw)), ...inside());
    case "list": return list(part, draw);
    case "table": return table(part, draw);
    case "buttons": return element("div", { class: "row" }, ...part.buttons.map((one) => button(one, draw, "inside")));
    case "photo": return element("img", { class: "photo", src: draw.photo(part.photo), alt: "" });
    default: return element("p", {}, `[${part.type}]`);
  }
}

function list(part, draw) {
  const ordered = part.items.some((item) => item.value !== undefined);
  return element(ordered ? "ol" : "ul", { start: part.items[0]?.value }, ...part.items.map((item) =>
    element("li", {}, ...item.blocks.flatMap((one) => one.type === "paragraph" ? words(one.text, draw) : [block(one, draw)]))));
}

function table(part, draw) {
  const rows = part.cells.map((row) => element("tr", {}, ...row.map((cell) =>
    element(cell.is_header ? "th" : "td", { colspan: cell.colspan, rowspan: cell.rowspan, align: cell.align }, ...words(cell.text, draw)))));
  return element("table", {}, part.caption ? element("caption", {}, ...words(part.caption, draw)) : "", ...rows);
}
