"""The life of one report, a stage a file.

    poll ──▶ read ──▶ understand ──▶ publish ──▶ deliver      sweep
    entries  text     labels, story  outbox      Telegram     what is old goes

`digest` stands beside publish: what waits for an hour. `importing` brings old reports in, `keeping` says what an
entry becomes, `standing` what a source's answer means for its next poll.

Each stage asks the database what is pending, calls a pure rule and writes the verdict in one
transaction. A restart is just the next ask.
"""
