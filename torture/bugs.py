"""Seeded bugs: each guard of the promise is taken away in a copy of the house, and a test must turn red."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """What is broken where, and which tests should see it."""

    name: str
    file: str
    good: str
    bad: str
    tests: str


_DELIVER, _ANSWERS = "tests/pipeline/test_deliver.py", "tests/pipeline/test_answers_to_deliveries.py"
_PROCESSES, _PUBLISH = "tests/pipeline/test_processes.py", "tests/pipeline/test_publish.py"
_DIGEST, _BUNDLES = "tests/pipeline/test_digest.py", "tests/pipeline/test_bundles.py"
_PACE, _OUTBOX, _DATABASE = (
    "tests/delivery/test_pace.py",
    "tests/db/test_outbox.py",
    "tests/db/test_database.py",
)
_LABS = "tests/torture/test_torture.py"
_DUTY = "tests/pipeline/test_duty.py"
_CUTS, _UPGRADES, _ERASED = f"{_LABS} -k power_cuts0", f"{_LABS} -k upgrades", f"{_LABS} -k erased"
BUGS = (
    Bug("synchronous NORMAL", "db/database.py", 'synchronous=FULL")', 'synchronous=NORMAL")', _CUTS),
    Bug("undoing kept in memory", "db/database.py", 'journal_mode=WAL")', 'journal_mode=MEMORY")', _CUTS),
    Bug(
        "a cancelled lock stays",
        "db/database.py",
        '{"async_creator_fn": connect}',
        "{}",
        "tests/db/test_cancelling.py",
    ),
    Bug(
        "steps outside of a transaction",
        "db/database.py",
        '"BEGIN IMMEDIATE" if',
        '"SELECT 1" if options.get("chapar_migrates") else "BEGIN IMMEDIATE" if',
        _UPGRADES,
    ),
    Bug(
        "references followed by steps",
        "db/database.py",
        '"PRAGMA foreign_keys=OFF"',
        '"PRAGMA foreign_keys=ON"',
        _UPGRADES,
    ),
    Bug(
        "no copy before a step",
        "db/database.py",
        "await asyncio.to_thread(partial(copy, self.file, before, over=True))",
        "pass",
        _UPGRADES,
    ),
    Bug(
        "what a step loses",
        "db/migrations/__init__.py",
        "        if orphans:",
        "        if False:",
        "tests/db/test_upgrades.py",
    ),
    Bug(
        "a step forgotten",
        "db/migrations/versions/0002_hubs_and_channels.py",
        'op.create_index("ix_channels_channel_id", "channels", ["channel_id"])',
        "pass",
        "tests/house/test_schema.py",
    ),
    Bug("erased in part", "db/chats.py", "for table in (*OWNED, holds):", "for table in OWNED:", _ERASED),
    Bug("no references", "db/database.py", "foreign_keys=ON", "foreign_keys=OFF", _DATABASE),
    Bug("deleted bytes stay", "db/database.py", "secure_delete=ON", "secure_delete=OFF", _ERASED),
    Bug(
        "newer schema accepted",
        "db/migrations/__init__.py",
        "raise NewerError(at)",
        "return None",
        "tests/db/test_faults.py",
    ),
    Bug(
        "damage without words",
        "db/copies.py",
        "except (UnicodeDecodeError, MemoryError):",
        "except ZeroDivisionError:",
        f"{_LABS} -k damage",
    ),
    Bug(
        "a full disk has no words",
        "db/refusals.py",
        "        if not takes_nothing(error):\n            await part",
        "        if True:\n            await part",
        "tests/db/test_refusals.py",
    ),
    Bug(
        "nobody is answered while the disk is full",
        "handlers/conversation.py",
        "        if not takes_nothing(error):\n            raise",
        "        if True:\n            raise",
        "tests/handlers/test_incoming.py",
    ),
    Bug(
        "operators do not hear of a full disk",
        "pipeline/alarm.py",
        "if not refusals.are_serious or",
        "if True or",
        f"{_LABS} -k shortage",
    ),
    Bug("nobody waits for a lock", "db/database.py", "= 5_000", "= 0", f"{_LABS} -k locked"),
    Bug("secrets logged", "logs.py", 'text = self._secrets.sub("***", text)', "pass", f"{_LABS} -k silent"),
    Bug(
        "broken answers logged",
        "logs.py",
        'logging.getLogger("telegram.request").setLevel(logging.CRITICAL)',
        "pass",
        f"{_LABS} -k silent",
    ),
    Bug("damage unseen", "db/copies.py", 'if found != ["ok"]', "if False", "tests/db/test_faults.py"),
    Bug(
        "anyone settles",
        "db/outbox.py",
        "(outbox.c.id == owed.id) & (outbox.c.lease == owed.lease)",
        "(outbox.c.id == owed.id)",
        _OUTBOX,
    ),
    Bug(
        "order within a chat lost",
        "db/leaving.py",
        "or_(before, other.c.state ==",
        "or_(other.c.state ==",
        _OUTBOX,
    ),
    Bug(
        "paused chats written to",
        "db/leaving.py",
        'chats.c.gone == "", ~chats.c.paused, ~_is',
        'chats.c.gone == "", ~_is',
        _OUTBOX,
    ),
    Bug("late alerts sent", "db/leaving.py", "~_is_behind(), ~IS_LATE", "~_is_behind()", _OUTBOX),
    Bug(
        "dead leases stay",
        "pipeline/deliver.py",
        "await outbox.free(connection, now, LEASE)",
        "pass",
        _PROCESSES,
    ),
    Bug(
        "woken up and sent", "pipeline/deliver.py", "post.clock() < letter.until - MARGIN", "True", _PROCESSES
    ),
    Bug(
        "answers thrown away", "pipeline/deliver.py", "if not post.back or tries == 0", "if True", _PROCESSES
    ),
    Bug("sixteen in flight", "delivery/pace.py", "return ABREAST if", "return 16 if", _PROCESSES),
    Bug(
        "two may send",
        "pipeline/duty.py",
        "return self._taken is not None and",
        "return True or",
        f"{_LABS} -k instances",
    ),
    Bug("a lease has no end", "pipeline/duty.py", "< self._taken + LASTING", "", _DUTY),
    Bug("a clock put back", "pipeline/duty.py", "self._taken <= self.clock() <", "self.clock() <", _DUTY),
    Bug("a moment from before the wait", "pipeline/duty.py", "now = self.clock()  # not", "# not", _DUTY),
    Bug(
        "the dead are waited for",
        "pipeline/duty.py",
        "except ProcessLookupError:\n        return True",
        "except ProcessLookupError:\n        return False",
        _DUTY,
    ),
    Bug(
        "anybody takes the duty", "db/holds.py", "if held is not None and lasts", "if False and lasts", _DUTY
    ),
    Bug(
        "a claim that takes what is claimed",
        "db/leaving.py",
        'outbox.c.state.concat("") == "pending"',
        'outbox.c.state.concat("") != "sent"',
        _OUTBOX,
    ),
    Bug(
        "newest first",
        "db/leaving.py",
        ".order_by(outbox.c.not_before, outbox.c.id)",
        ".order_by(outbox.c.id.desc())",
        _OUTBOX,
    ),
    Bug(
        "sent before it left",
        "pipeline/departures.py",
        "    letters = []\n",
        "    await outbox.sent(connection, {owed.id: 1 for owed in leased}, now)\n    letters = []\n",
        f"{_LABS} -k fail_points",
    ),
    Bug(
        "signals unheard",
        "dispatch.py",
        "(signal.SIGTERM, signal.SIGINT):",
        "():",
        "tests/process/test_run.py -k stops_when_asked",
    ),
    Bug("no bundles", "pipeline/departures.py", "MOST_WAITING = 5", "MOST_WAITING = 5_000", _DELIVER),
    Bug(
        "quiet hours forgotten",
        "pipeline/departures.py",
        "if is_quiet(known[one.owed.chat_id], now)]",
        "if False]",
        _DELIVER,
    ),
    Bug(
        "holds not kept",
        "pipeline/settle.py",
        "await holds.hold(connection, owed.chat_id, now + told)",
        "pass",
        "tests/pipeline/test_answers_to_deliveries.py",
    ),
    Bug(
        "left chats keep their queue",
        "pipeline/settle.py",
        "await outbox.drop_all(connection, chat_id, reason)",
        "pass",
        _ANSWERS,
    ),
    Bug(
        "retry on 400",
        "delivery/answers.py",
        "return ChatGone(str(error)) if gone else Refused(str(error))",
        'return RetryAt("again")',
        "tests/delivery/test_answers.py",
    ),
    Bug(
        "a new token drops all",
        "delivery/answers.py",
        "return NotGreeted(str(error))",
        "return ChatGone(str(error))",
        _ANSWERS,
    ),
    Bug(
        "uncertain is sent",
        "pipeline/settle.py",
        "case Uncertain(reason) if owed.attempts and",
        "case Uncertain(reason) if True or",
        _ANSWERS,
    ),
    Bug(
        "429 forgotten",
        "delivery/pace.py",
        "self._held[chat_id] = max(",
        "self._ready[chat_id] = min(",
        _PACE,
    ),
    Bug(
        "groups at any pace",
        "delivery/pace.py",
        "return max(ready, group[0] + GROUP_WINDOW)",
        "return ready",
        _PACE,
    ),
    Bug(
        "no limit over all",
        "delivery/pace.py",
        "return max(window, self._next - SMOOTH)",
        "return 0.0",
        _PACE,
    ),
    Bug(
        "what was told is forgotten",
        "pipeline/publish.py",
        "with_figures(waiting.published_figures, story)",
        "with_figures((), story)",
        _PUBLISH,
    ),
    Bug(
        "commit before owing",
        "pipeline/publish.py",
        "    await stories.mark_seen(connection, story.id)\n",
        "    await connection.commit()\n",
        _PUBLISH,
    ),
    Bug(
        "every digest twice",
        "news/digest.py",
        "if chat.digested_on is not None and",
        "if False and",
        "tests/news/test_digest.py",
    ),
    Bug(
        "names of bundles repeat", "pipeline/digest.py", 'f"{BUNDLE}{items[-1].id}"', 'f"{BUNDLE}1"', _BUNDLES
    ),
    Bug(
        "one bad chat stops all",
        "pipeline/digest.py",
        "if not is_of_one_row(error):",
        "if True:",
        _DIGEST,
    ),
)
