#!/usr/bin/env python3
"""Speed and memory of sched-view, beside sched-score --flat on the same posts.

    views.py FOLDER-OF-THE-TOOLS [--posts N] [--rounds N]

The posts are of eight accounts and five content types. sched-score --flat writes a row for each post
and hour of a week. sched-view reads a plan of the posts, one every two minutes, and the posts with
their scores; each form goes to /dev/null. All run in turn; of each the median is shown, its ratio to
sched-score --flat, and the peak of memory, also for a tenth of the posts.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile

from bench import peak_megabytes, run

TYPES = ["instagram_reels", "x_post", "tiktok_video", "linkedin_post", "facebook_post"]
PLATFORMS = ["instagram", "x", "tiktok", "linkedin", "facebook"]
START = datetime.datetime(2026, 11, 23)
NOW = ["--now", "2026-11-23T00:00:00Z"]


def write_posts(path, count):
    with open(path, "w") as file:
        for number in range(count):
            post = {
                "id": f"p{number}", "account": f"account-{number % 8}",
                "content_type": TYPES[number % 5], "text": f"Coffee of the day, number {number}",
            }
            file.write(json.dumps(post) + "\n")


def write_plan(path, count):
    with open(path, "w") as file:
        for number in range(count):
            at = START + datetime.timedelta(minutes=2 * number)
            post = {
                "id": f"p{number}", "account": f"account-{number % 8}",
                "content_type": TYPES[number % 5], "text": f"Coffee of the day, number {number}",
                "scheduled_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "score": number % 100 / 100,
                "status": "scheduled",
                "key": f"account-{number % 8}/{PLATFORMS[number % 5]}/p{number}",
            }
            file.write(json.dumps(post) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tools")
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    score = [os.path.join(options.tools, "sched-score"), *NOW]
    view = [os.path.join(options.tools, "sched-view"), "-q", *NOW, "--tz", "Europe/Berlin"]
    with tempfile.TemporaryDirectory() as folder:
        inputs = {}
        for part, count in (("", options.posts), ("-tenth", options.posts // 10)):
            for kind, write in (("posts", write_posts), ("plan", write_plan)):
                inputs[kind + part] = os.path.join(folder, kind + part)
                write(inputs[kind + part], count)
            inputs["scores" + part] = os.path.join(folder, "scores" + part)
            with open(inputs["posts" + part]) as source, open(inputs["scores" + part], "w") as out:
                subprocess.run(score, stdin=source, stdout=out, check=True)
        runs = {"sched-score --flat": (score + ["--flat", "--threads", "1"], "posts")}
        for form in ("text", "svg", "html", "ics", "csv"):
            runs[f"plan to {form}"] = (view + ["--to", form], "plan")
        for form in ("text", "svg", "html"):
            runs[f"scores to {form}"] = (view + ["--to", form], "scores")
        print(f"{options.posts:,} posts; medians of {options.rounds} runs in turn, one thread\n")
        seconds = {name: [] for name in runs}
        for _ in range(options.rounds):
            for name, (command, kind) in runs.items():
                seconds[name].append(run(command, inputs[kind]))
        flat = statistics.median(seconds["sched-score --flat"])
        print("run                   seconds   of --flat   peak MB   at a tenth")
        for name, (command, kind) in runs.items():
            median = statistics.median(seconds[name])
            peaks = [peak_megabytes(command, inputs[kind + part]) for part in ("", "-tenth")]
            print(
                f"{name:20} {median:8.2f} {median / flat:11.2f} {peaks[0]:9.1f} {peaks[1]:12.1f}")


try:
    main()
except subprocess.CalledProcessError as error:
    sys.exit(f"views.py: {error}")
