"""The rounds of bench/poll.py by lemon24/reader; run by an interpreter that has it, prints JSON."""

import importlib
import json
import sys
import time
import urllib.request


def main(many: int, port: int, path: str) -> None:
    rival = importlib.import_module("reader").make_reader(path)
    for number in range(many):
        rival.add_feed(f"http://127.1.{number // 250}.{number % 250 + 1}:{port}/feed")
    figures = {}
    for name in ("first", "second"):
        begun, cpu = time.perf_counter(), time.process_time()
        rival.update_feeds(scheduled=False)
        figures[name] = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
        if name == "first":
            urllib.request.urlopen(f"http://127.0.0.1:{port}/turn").read()
    assert rival.get_feed_counts().broken == 0
    assert rival.get_entry_counts().total == many * 30 + (many + 4) // 5
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
