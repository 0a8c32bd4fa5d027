# Saklanan habarlar

saved-title = Saklananlar
saved-none = Heniz hiç zat saklanmady. Habaryň aşagyndaky “Saklamak” düwmesine basyň, ol şu ýerde galar.
button-unsave = Aýyrmak
button-latest = Iň täzeler
