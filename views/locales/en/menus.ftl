# The first steps, subscriptions, settings, help

start-hello = Chapar brings the industry news of Central Asia and the Caspian: every story once, with its figures and its source, whatever the number of outlets that tell it.
about-short = The industry news of Central Asia and the Caspian: every story once, with figures and source.
start-countries = Which country?
start-sectors = Which sector?
start-often = How often?
start-all-countries = All countries
start-all-sectors = All sectors
start-more-countries = + another country
start-more-sectors = + another sector
start-next = Next ▸
started-now = Done. News on { $query } will come at once.
started-daily = Done. News on { $query } will come in one digest, daily at { $time }.
started-weekly = Done. News on { $query } will come in one digest a week: { $day }, { $time }.
started-latest = Here is the latest:
started-nothing = There is nothing to show yet. The first story is on its way.
how-now = At once
how-daily = Daily digest
how-weekly = Weekly digest

subscriptions-title = Your subscriptions
subscriptions-none = You have no subscriptions yet. Pick a topic, or search, for example /search trade, and tap “Alert me”.
subscriptions-stopped = Everything is paused now.
subscription-paused = paused
subscribed-new = Subscribed. When should it come?
subscribed-known = You are subscribed to this already.
remove-ask = Remove the subscription “{ $query }”?
stopped = Silence: all your subscriptions are paused. Nothing is lost; tap the button to go on.
resumed = Good to have you back. Your subscriptions run again.
button-choose = Choose countries and sectors
button-stop = Pause everything
button-pause = Pause
button-resume = Resume
button-resume-all = Go on
button-remove = Remove
button-keep = Keep
button-all-subscriptions = All subscriptions
button-subscriptions = Subscriptions
button-topics = Topics
button-settings = Settings
button-help = Help

settings-title = Settings
settings-language = Language
settings-zone = Time zone
settings-quiet = Quiet hours
settings-pictures = Pictures
settings-layout = Layout
settings-digest = Digest
on = on
off = off
layout-plain = plain
layout-rich = rich
button-pictures-on = Show pictures
button-pictures-off = Hide pictures
button-layout-rich = Rich layout…
button-layout-plain = Plain layout
button-delete = Delete my data
button-back-settings = ◂ Settings
language-ask = Which language shall I speak?
zones-ask = Tap your city, write /settings and its name, or send me your location.
zone-set = { $city } it is. Your digest comes at { $time } local time.
quiet-none = No quiet hours
quiet-text = Nothing is sent in these hours; in the morning it comes as one message.
digest-hour = Hour
digest-label-daily = Daily digest on
digest-label-weekly = Weekly digest on
digest-text = It holds the subscriptions that come daily or weekly.
digest-waiting = { $count ->
    [0] Nothing is waiting for the next one yet.
    [one] { $count } story is waiting for the next one.
   *[other] { $count } stories are waiting for the next one.
}
every-day = every day
button-digest-now = Digest now
button-all-daily = All daily
button-all-weekly = All weekly

sources-title = Outlets
sources-count = { $well } of { $count } are answering.
sources-heard = heard { $ago }
sources-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
sources-seldom = writes seldom, so I ask every { $hours } h
sources-patient = I ask again after { $hours } h
sources-never = has not answered yet

delete-ask = Erase everything I hold about this chat: subscriptions, settings, saved stories? This cannot be undone.
button-delete-yes = Yes, erase everything
button-delete-no = No, keep it
deleted = Erased. I know nothing about this chat any more. /start begins anew.

help-text = I read the outlets of Central Asia and the Caspian and tell every story once. Send me a few words to search, tap “Alert me” to keep hearing of them.
command-start = choose countries and sectors
command-search = search the archive
command-latest = the newest stories
command-topics = browse by country and sector
command-trending = what rises this week
command-saved = the stories you saved
command-topic = a sector or topic: /topic chemicals
command-country = a country: /country tm
command-between = two countries: /between tm uz
command-health = how the house is
command-broadcast = write to everybody
command-adopt = open a reader’s source to everybody
command-channels = post your alerts in a channel
command-export = answers as a file: /export gas
command-opml = your sources as a list
command-subscribe = get alerts for a query
command-subscriptions = your alerts: pause, change, remove
command-digest = the digest now, and when it comes
command-settings = language, zone, quiet hours, layout
command-sources = the outlets I read
command-addsource = read a source of your own: /addsource example.com
command-removesource = your own sources: look, remove
command-help = how all this works
command-stop = pause everything
command-deleteme = erase everything about you

queries-title = How to search
queries-1 = gas export — both words, in any form, language or script
queries-2 = "middle corridor" — these words side by side
queries-3 = urea OR ammonia — one of them
queries-4 = gas -price — without a word
queries-5 = fertil* — words that begin so
queries-6 = country:tm sector:chemicals — by country and sector; topic: too
queries-7 = between:tm,uz — about both countries
queries-8 = lang:ru source:gazeta.uz — one language, one outlet
queries-9 = since:7d after:2026-01-01 — by date
queries-10 = has:figures sort:new — with numbers, newest first
