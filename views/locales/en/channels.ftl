# Channels

channels-title = Your channels
channels-none = No channel yet. Add me to one as an administrator with the right to post; then choose here which of your alerts are posted there. If I am in it already, write /channels and its public name.
channels-private = Channels are looked after in private: write /channels to me there.
channel-linked = I can post here now. Choose what.
channel-choose = What has a ✓ is posted there. Tap to change it.
channel-no-alerts = You have no alerts yet. Search for something, tap “Alert me”, then come back and choose it here.
channel-served = It speaks { $language }; its digest comes at { $time } ({ $city }).
channel-not-yours = I post for those who look after the channel. Either I am not an administrator of { $name }, or you are not.
channel-unlink-ask = Post nothing more in “{ $name }” and leave it?
channel-unlinked = I have left “{ $name }”.
button-channels = Channels
button-add-channel = Add me to a channel
button-like-mine = Set it like my chat
button-leave-channel = Leave this channel
