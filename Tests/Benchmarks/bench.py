#!/usr/bin/env python3
"""Speed, memory and start-up of sched-score, beside programs that people know.

    bench.py FOLDER-OF-THE-TOOLS [--posts N] [--rounds N]

Speed: every program reads the same file and writes to /dev/null, in turn (A B C D A B C D), so that
what else the machine does falls on all alike; of each the median is shown, and its ratio to jq.
Memory: the high-water mark that Linux keeps for the program's own memory (VmHWM), in runs of their
own; ru_maxrss would also count what this script holds at the moment of the fork. Two sizes of input
show whether it grows. Start-up: one post, beside /bin/true, in turn.

The peers do less than sched-score: they read each line and write it again.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NOW = "2026-11-23T00:00:00Z"
SEED = 2
STARTS = 50
PYTHON_LOOP = (
    "import json, sys\n"
    "for line in sys.stdin: sys.stdout.write(json.dumps(json.loads(line)) + '\\n')\n"
)
CONTENT_TYPES = {
    "youtube": ["youtube_long_form", "youtube_shorts"],
    "tiktok": ["tiktok_video"],
    "instagram": ["instagram_feed", "instagram_reels", "instagram_stories", "instagram_carousel"],
    "x": ["x_post", "x_thread"],
    "linkedin": ["linkedin_post", "linkedin_carousel"],
    "facebook": ["facebook_post", "facebook_reels"],
}
WORDS = "how we built the new studio and what café owners in Zürich say about mornings".split()


def write_posts(path, count):
    """Writes `count` posts of about 280 bytes, the same ones every time."""
    generator = random.Random(SEED)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            platform = generator.choice(list(CONTENT_TYPES))
            title = " ".join(generator.choices(WORDS, k=7))
            post = {
                "id": 10**18 + number,
                "platform": platform,
                "content_type": generator.choice(CONTENT_TYPES[platform]),
                "priority": generator.choice(["urgent", "high", "normal", "low"]),
                "account": f"studio-{generator.randrange(50)}",
                "title": title,
                "tags": generator.sample(WORDS, 3),
                "media": {"url": f"https://media.example/{number:08}.mp4", "seconds": 31.50},
            }
            file.write(json.dumps(post, ensure_ascii=False) + "\n")


def run(command, source):
    """Runs a command from a file to nowhere; gives the seconds it took."""
    with open(source, "rb") as lines:
        begin = time.perf_counter()
        subprocess.run(command, stdin=lines, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin


def peak_megabytes(command, source):
    """Runs a command, and reads its high-water mark every 5 ms until it is gone."""
    peak = 0
    with open(source, "rb") as lines:
        child = subprocess.Popen(command, stdin=lines, stdout=subprocess.DEVNULL)
        while child.poll() is None:
            with open(f"/proc/{child.pid}/status", encoding="ascii", errors="replace") as status:
                marks = [line for line in status if line.startswith("VmHWM")]
            # A child that has ended, and is not yet fetched, has no memory any more.
            peak = int(marks[0].split()[1]) if marks else peak
            time.sleep(0.005)
    return peak / 1024


def in_turn(commands, rounds, source):
    """The median seconds of each command by name, from rounds in which each runs once."""
    seconds = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(run(command, source))
    return {name: statistics.median(values) for name, values in seconds.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tools")
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    score = [os.path.join(options.tools, "sched-score"), "--now", NOW, "--top", "5"]
    commands = {
        "sched-score": score + ["--threads", "1"],
        "jq -c .": ["jq", "-c", "."],
        "mlr cat": ["mlr", "--ijsonl", "--ojsonl", "cat"],
        "python json": [sys.executable, "-c", PYTHON_LOOP],
    }
    commands = {name: command for name, command in commands.items() if shutil.which(command[0])}
    with tempfile.TemporaryDirectory() as folder:
        posts, tenth, one = (os.path.join(folder, name) for name in ("posts", "tenth", "one"))
        write_posts(posts, options.posts)
        write_posts(tenth, options.posts // 10)
        write_posts(one, 1)
        megabytes = os.path.getsize(posts) / 1e6
        print(
            f"{options.posts:,} posts of {megabytes * 1e6 / options.posts:.0f} bytes, "
            f"{megabytes:.1f} MB; medians of {options.rounds} runs in turn\n"
        )
        medians = in_turn(commands, options.rounds, posts)
        print("program          seconds     MB/s   posts/s   x jq   peak MB   at a tenth")
        for name, seconds in medians.items():
            ratio = medians["jq -c ."] / seconds
            peaks = [peak_megabytes(commands[name], source) for source in (posts, tenth)]
            print(
                f"{name:15} {seconds:8.2f} {megabytes / seconds:8.1f} "
                f"{options.posts / seconds:9,.0f} {ratio:6.1f} {peaks[0]:9.1f} {peaks[1]:12.1f}"
            )
        starts = in_turn({"true": ["/bin/true"], **commands}, STARTS, one)
        print(f"\nstart-up with one post, median of {STARTS} in turn")
        for name, seconds in starts.items():
            above = (seconds - starts["true"]) * 1000
            print(f"{name:15} {seconds * 1000:8.2f} ms   {above:+8.2f} ms beside /bin/true")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"bench.py: {error}")
