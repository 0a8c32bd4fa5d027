# Toparlarda

group-welcome = Men şu ýerde. Hemmeler sorap biler: /search söwda, /latest, /topics. Haýsy habarlaryň öz-özünden geljekdigini administrator saýlaýar: /subscribe gaz ýa-da /start.

group-moved = Bu topar indi supertopar. Abunalar we sazlamalar bilelikde göçdi.
may-not-write = “{ $name }” içinde indi ýazyp bilemok. Habarlary garaşýar: maňa ýazmak hukugyny gaýtaryň ýa-da meni aýyryň.
