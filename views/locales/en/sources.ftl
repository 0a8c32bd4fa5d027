# Sources: why one is silent; one's own

silent-missing = its page is gone
silent-refused = does not let me in
silent-busy = asks me to come less often
silent-server = its server is broken
silent-slow = answers too slowly
silent-unreachable = cannot be reached
silent-unreadable = sends nothing I can read
silent-heavy = sends more than is safe to read
silent-channel = no such public channel
silent-address = not a public web address
silent-other = does not answer

source-feed = feed
source-page = page
source-json = page
source-channel = channel
source-looking = I am having a look at { $url }
source-preview = The latest there:
source-preview-none = It is there, but shows no reports yet.
source-choose = This site has several feeds. Send the one you want:
source-added = “{ $name }” is read from now on. What it has published so far can be found; only what is new is announced.
source-known = I read “{ $name }” already. Nothing to do: /search finds it.
source-refused = I could not read
source-how = Send /addsource with the address of a feed, a site or a public channel, for example /addsource https://example.com or /addsource t.me/channel
source-too-many = { $limit ->
    [one] You have { $limit } source of your own, the most I can read for you. Remove it to make room.
   *[other] You have { $limit } sources of your own, the most I can read for you. Remove one to make room.
}
source-mine = Your own sources
source-none = You have no sources of your own.
source-remove-ask = Stop reading “{ $name }”? What it has published stays in the archive.
source-dead = Your source “{ $name }” has been silent for long: { $why }. Shall I stop asking it?
button-add-source = Read it
button-own-sources = My sources
button-no = No
