# In groups

group-welcome = I am here. Everybody may ask: /search trade, /latest, /topics. An administrator decides what news comes by itself: /subscribe gas, or /start to choose.
