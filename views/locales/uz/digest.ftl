# Dayjest va boy ko‘rinish namunasi

digest-stories = { $count } ta yangilik
digest-outlets = { $count } ta nashr
digest-nothing = Oxirgi dayjestdan beri yangilik yo‘q.
button-digest-settings = Dayjest sozlamalari

rich-title = Buni o‘qiy olyapsizmi?
rich-text = Dayjest gazeta sahifasidek kelishi mumkin: sarlavhalar, jadvallar va bosganda ochiladigan yangiliklar bilan.
rich-fold = Ochish uchun shu yerni bosing
rich-inside = Mana shunday: tafsilotlar siz xohlaguncha yopiq turadi.
column-country = Davlat
column-stories = Yangiliklar
button-can-read = Ha, o‘qiy olyapman
button-cannot-read = Yuqorida hech narsa yo‘q
