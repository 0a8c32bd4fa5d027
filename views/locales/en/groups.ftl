# In groups

group-welcome = I am here. Everybody may ask: /search trade, /latest, /topics. An administrator decides what news comes by itself: /subscribe gas, or /start to choose.

group-moved = This group is a supergroup now. Your alerts and settings came along.
may-not-write = I may not write in “{ $name }” any more. Its news waits: give me back the right to post, or remove me.
