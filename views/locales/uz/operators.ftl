# Operatorlar

health-title = Ishlar qanday
health-version = versiya · ishga tushgan
health-sources = javob berayotgan manbalar
health-reports = oxirgi soatdagi xabarlar
health-understood = oxirgi tahlil qilingan xabar
health-chats = chatlar · obunalar
health-outbox = yuborilishini kutayotgan (eng eskisi)
health-sent = oxirgi soatda yuborildi · yuborilmadi
health-indexed = qidiruv qayta indekslandi
health-dead = umuman yuborib bo‘lmagan
health-silent = Jim manbalar
health-errors = Oxirgi xatolar

broadcast-ask = Bu { $count } ta chatga yuborilsinmi?
button-broadcast = Yuborish: { $count }
broadcast-done = { $count } ta chatga yuborilyapti.
broadcast-how = /broadcast va matn avval uni sizga ko‘rsatadi, keyin hammaga yuboradi: /broadcast Bugun soat 22:00 dan 23:00 gacha jim turaman.

adopt-how = Odamlar o‘zi qo‘shgan manbalar va ularni nechta suhbat o‘qishi. Buyruq manbani hammaga ochadi.
adopt-none = Katalogda yo‘q manbani hech kim qo‘shmagan.
adopt-unknown = Hech kimda { $key } nomli manba yo‘q. Ro‘yxat: /adopt.
adopted = { $key } endi hamma uchun o‘qiladi.

needs-outbox = Yuborish kechikyapti.
needs-sources = Manbalarning ko‘pi birdan jim bo‘lib qoldi: balki o‘z tarmog‘imizdandir?
needs-dead = Xabar barcha urinishlardan keyin ham yuborilmadi.
needs-intake = Anchadan beri birorta xabar tahlil qilinmadi.
needs-ended = Manba endi so‘ralmaydi: u butunlay yopilgan yoki o‘qiyotganga zarar keltiradigan narsa yuboradi.
needs-disk = Hech narsani yozib bo‘lmayapti: disk to‘lib qolmadimi? Qidiruv ishlayapti, yangiliklar kutib turibdi; joy bo‘shashi bilan hammasi o‘zi davom etadi.
needs-since = Qachondan beri:
