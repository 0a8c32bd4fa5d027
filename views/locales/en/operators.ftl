# Operators

health-title = How the house is
health-version = version · running since
health-sources = sources that answer
health-reports = reports in the last hour
health-understood = last report understood
health-chats = chats · subscriptions
health-outbox = deliveries waiting (the oldest)
health-sent = sent · failed in the last hour
health-indexed = search terms made anew
health-dead = deliveries given up
health-silent = Silent sources
health-errors = Last errors

broadcast-ask = { $count ->
    [one] Send this to { $count } chat?
   *[other] Send this to { $count } chats?
}
button-broadcast = Send to { $count }
broadcast-done = { $count ->
    [one] On its way to { $count } chat.
   *[other] On its way to { $count } chats.
}
broadcast-how = /broadcast and a text shows it to you first, then sends it to everybody: /broadcast Tonight from 22:00 to 23:00 I will be silent.

adopt-how = Sources that people added for themselves, and how many chats read each. The command opens one to everybody.
adopt-none = Nobody has added a source that is not in the catalogue.
adopt-unknown = Nobody’s own source is called { $key }. /adopt lists them.
adopted = { $key } is read for everybody now.

needs-outbox = Deliveries wait longer than they should.
needs-sources = Most sources are silent at once: is it our own network?
needs-dead = A delivery was given up after all attempts.
needs-intake = No report was understood for long.
needs-ended = A source is asked no more: it is gone for good, or what it sends harms whoever reads it.
needs-disk = Nothing can be written down: is the disk full? People can still search; news waits, and goes on by itself once there is room.
needs-since = Since
