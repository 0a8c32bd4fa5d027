# Saqlangan yangiliklar

saved-title = Saqlanganlar
saved-none = Hali hech narsa saqlanmagan. Yangilik ostidagi “Saqlash”ni bosing, u shu yerda qoladi.
button-unsave = Olib tashlash
button-latest = So‘nggilari
