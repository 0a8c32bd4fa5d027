# A story and what lies behind it

button-read = Read
button-open = Open
button-open-story = The story
button-background = Background
button-related = More like this
button-save = Save
button-mute = Mute
button-saved = ✓ Saved
button-muted = ✓ Muted
button-why = Why this?
button-more = More ▾
button-plain = Back to plain messages

story-outlets-more = +{ $count } more
story-source = source: { $name }
story-source-owned = source: { $name } ({ $owner })
ownership-state = state
ownership-independent = independent
story-matched = Your alert: { $query }
corrected-mark = Corrected
corrected = was { $was }, is { $now }
differ = Outlets differ

ago-now = just now
ago-minutes = { $count } min ago
ago-hours = { $count } h ago
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

bundle-title = { $count ->
    [one] One story while you were resting
   *[other] { $count } stories while you were resting
}
background-title = Background
background-earlier = Earlier
background-since = Since then
background-none = We hold nothing earlier about this.
related-title = More like this
related-none = Nothing like it in the archive yet.
why-alert = It matches your alert “{ $query }”.
why-labels = What I saw in it:
why-told = Who told it, in order of time:
why-same = same: { $what }
why-unknown = You opened it yourself: no alert asked for it.

query-everything = All news
query-or = or
query-without = without { $what }
query-days = { $count ->
    [one] the last day
   *[other] the last { $count } days
}
query-hours = { $count ->
    [one] the last hour
   *[other] the last { $count } hours
}
query-after = from { $day }
query-before = before { $day }
query-figures = with figures
query-new = newest first

period-quarter = Q{ $number } { $year }
period-half = H{ $number } { $year }
