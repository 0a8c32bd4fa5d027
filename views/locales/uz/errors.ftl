# Nima bo‘lmadi va nima qilindi

error-unknown-command = Bunday buyruqni bilmayman. Nimalar qila olishim /help da yozilgan; bir-ikki oddiy so‘z yozsangiz, qidirib beraman.
error-near-command = /{ $name } buyrug‘ini bilmayman. Balki /{ $near } demoqchidirsiz?
error-empty-query = Nimani qidiray? Masalan: /search savdo yoki country:tm gaz.
error-broken-query = Bu so‘rovni tushunmadim.
error-too-many-subscriptions = Sizda { $limit } ta obuna bor, bundan ortig‘i sig‘maydi. Joy ochish uchun bittasini o‘chiring.
error-gone = Bu endi yo‘q.
error-old-button = Bu tugma eskirgan. Buyruqlar esa ishlayveradi: /help
error-refused = Telegram buni ko‘rsata olmadi. Yana bir bor urinib ko‘ring yoki yangilikni nashr saytida oching.
error-no-rich = Bu Telegram serveri bunday xabarlarni hali ko‘rsata olmaydi, shuning uchun hammasi oddiy ko‘rinishda qoladi.
error-administrators = Guruhda buni faqat administratorlar o‘zgartira oladi. Qidirish hammaga ochiq.
error-flood = Juda tez bo‘ldi. Menga bir necha soniya bering.
error-addresses = Manzillar ko‘p. Javoblarimni kuting yoki ertaga qayting: bir kunda ko‘pi bilan { $limit } tasini ko‘raman.
error-unknown-place = Bunday joyni bilmayman. Eng yaqin katta shaharni yozing yoki joylashuvingizni yuboring.
error-two-countries = Ikki davlatni yozing, masalan: /between tm uz.
error-too-wide = Bu qidiruv juda uzoq davom etyapti. So‘z qo‘shing yoki davlatni ayting.
error-internal = Menda nimadir ishlamay qoldi. Xato yozib qo‘yildi; iltimos, yana urinib ko‘ring.
error-takes-nothing = Hozir hech narsani yozib qo‘ya olmayapman, shuning uchun biroz kutish kerak. Qidiruv ishlayapti; iltimos, bir necha daqiqadan keyin urinib ko‘ring.

note-saved = Saqlandi
note-muted = { $days } kun bu haqda yozmayman
note-alert-set = Obuna qo‘shildi
note-alert-known = Bunday obunangiz allaqachon bor
note-paused = To‘xtatib turildi
note-resumed = Yana keladi
note-removed = O‘chirildi
note-changed = Tayyor
note-kept = Hech narsa o‘zgarmadi
