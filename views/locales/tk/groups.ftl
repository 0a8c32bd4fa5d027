# Toparlarda

group-welcome = Men şu ýerde. Hemmeler sorap biler: /search söwda, /latest, /topics. Haýsy habarlaryň öz-özünden geljekdigini administrator saýlaýar: /subscribe gaz ýa-da /start.
