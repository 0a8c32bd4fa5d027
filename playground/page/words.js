// What a client says by itself, in the four languages of the people here.

const WORDS = {
  en: { message: "Message", menu: "Menu", edited: "edited", bot: "bot", typing: "typing…", today: "Today", yesterday: "Yesterday",
    start: "START", restart: "RESTART BOT", add: "ADD CHAPAR TO THE GROUP", what: "What can this bot do?", joined: "joined the group",
    members: "members", subscribers: "subscribers", addToChannel: "ADD CHAPAR TO THE CHANNEL", forwards: "Connecting…" },
  ru: { message: "Сообщение", menu: "Меню", edited: "изменено", bot: "бот", typing: "печатает…", today: "Сегодня", yesterday: "Вчера",
    start: "ЗАПУСТИТЬ", restart: "ПЕРЕЗАПУСТИТЬ", add: "ДОБАВИТЬ CHAPAR В ГРУППУ", what: "Что умеет этот бот?", joined: "теперь в группе",
    members: "участника", subscribers: "подписчика", addToChannel: "ДОБАВИТЬ CHAPAR В КАНАЛ", forwards: "Соединение…" },
  uz: { message: "Xabar", menu: "Menyu", edited: "tahrirlangan", bot: "bot", typing: "yozmoqda…", today: "Bugun", yesterday: "Kecha",
    start: "BOSHLASH", restart: "QAYTA ISHGA TUSHIRISH", add: "CHAPARNI GURUHGA QOʻSHISH", what: "Bu bot nima qila oladi?", joined: "guruhga qoʻshildi",
    members: "aʼzo", subscribers: "obunachi", addToChannel: "CHAPARNI KANALGA QOʻSHISH", forwards: "Ulanmoqda…" },
  tk: { message: "Habar", menu: "Menýu", edited: "üýtgedildi", bot: "bot", typing: "ýazýar…", today: "Şu gün", yesterday: "Düýn",
    start: "BAŞLAMAK", restart: "TÄZEDEN BAŞLAMAK", add: "CHAPARY TOPARA GOŞMAK", what: "Bu bot näme edip bilýär?", joined: "topara goşuldy",
    members: "agza", subscribers: "agza", addToChannel: "CHAPARY KANALA GOŞMAK", forwards: "Birikýär…" },
};

export const wordsIn = (language) => WORDS[language] ?? WORDS.en;

// A browser that does not know the language's months ("M11") writes dates with numbers, which everybody reads.
export function dates(language, options) {
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
  if (made.resolvedOptions().locale.startsWith(language) && !/\bM\d/.test(made.format(0))) return made;
  const plain = { ...options };
  if (plain.month) Object.assign(plain, { day: "2-digit", month: "2-digit", year: "numeric" });
  delete plain.weekday;
  return new Intl.DateTimeFormat("de", plain);
}
