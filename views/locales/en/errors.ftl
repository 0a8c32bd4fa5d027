# What does not work, and what was done

error-unknown-command = I do not know this command. /help lists what I can do; a few plain words start a search.
error-near-command = I do not know /{ $name }. Did you mean /{ $near }?
error-empty-query = What shall I look for? For example: /search trade, or country:tm gas.
error-broken-query = I could not make a search of this.
error-too-many-subscriptions = You have { $limit } subscriptions, the most I can keep. Remove one to make room.
error-gone = This is not here any more.
error-old-button = This button is too old. The commands still work: /help
error-refused = Telegram would not show this. Please try again, or open the story at its outlet.
error-no-rich = This Telegram server cannot show rich messages yet, so everything stays plain.
error-administrators = In a group only administrators change this. Everybody may search.
error-flood = That was fast. Give me a few seconds.
error-addresses = That is a lot of addresses. Wait for my answers, or come back tomorrow: I look at up to { $limit } a day.
error-unknown-place = I do not know this place. Try the nearest large city, or send your location.
error-two-countries = Name two countries, for example: /between tm uz.
error-too-wide = This search takes too long. Add a word, or name a country.
error-internal = Something broke on my side. It is noted; please try again.
error-takes-nothing = I cannot write anything down right now, so this has to wait. Searching works; please try again in a few minutes.

note-saved = Saved
note-muted = No more news of this for { $days } days
note-alert-set = Alert set
note-alert-known = You have this alert already
note-paused = Paused
note-resumed = Goes on
note-removed = Removed
note-changed = Done
note-kept = Nothing was changed
