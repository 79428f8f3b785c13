#!/usr/bin/env python3
"""The tools under Apache Spark, GNU parallel and alone, on the same posts.

    spark.py FOLDER-OF-THE-TOOLS [--posts N]

Spark runs in this process with two cores (local[2]), and gives the lines of each partition to a
tool through pipe(); for sched-plan the posts of an account share a partition. What comes out is
sorted, and compared with what one process writes, to the byte; seconds are printed beside. Spark's
own start is not counted.
"""
import argparse, collections, json, os, random, shutil, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("tools")
parser.add_argument("--posts", type=int, default=20_000)
options = parser.parse_args()
START = "2026-11-23T00:00:00Z"
TYPES = ["x_post", "linkedin_post", "instagram_reels", "tiktok_video", "facebook_post"]
COMMANDS = {
    "sched-score": ["--now", START, "--top", "3"],
    "sched-predict": ["--now", START, "--top", "3"],
    "sched-plan": ["--from", START, "--days", "7", "--effort", "fast", "-q"],
}


def posts(count):
    chance = random.Random(5)
    for number in range(count):
        yield json.dumps({"id": number, "account": f"a{chance.randrange(max(1, count // 20))}",
                          "content_type": chance.choice(TYPES), "followers": chance.randrange(10**6)})


def by_account(lines, count):
    """The lines in so many parts; an account lies in one of them."""
    parts, places = [[] for _ in range(count)], collections.defaultdict(lambda: len(places) % count)
    for line in lines:
        parts[places[json.loads(line)["account"]]].append(line)
    return parts


def timed(work):
    start = time.perf_counter()
    lines = work()
    return sorted(lines), time.perf_counter() - start


def run(command, text):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True,
                          encoding="utf-8").stdout.splitlines()


def spark_session():
    from pyspark.sql import SparkSession
    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.ui.showConsoleProgress", "false").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.parallelize([1]).count()
    return session


lines = list(posts(options.posts))
session = spark_session()
failed = False
with tempfile.TemporaryDirectory() as folder:
    for tool, flags in COMMANDS.items():
        command = [os.path.join(options.tools, tool)] + flags
        text = "".join(line + "\n" for line in lines)
        one, seconds = timed(lambda: run(command + ["--threads", "1"], text))
        results = {"2 threads": timed(lambda: run(command + ["--threads", "2"], text))}
        single = command + ["--threads", "1"]
        if shutil.which("parallel") and tool != "sched-plan":
            results["parallel -j2 --pipe"] = timed(
                lambda: run(["parallel", "-j2", "--pipe", "--block", "4M", "-k"] + single, text))
        parts = by_account(lines, 4)
        context = session.sparkContext
        piped = context.parallelize(parts, 4).flatMap(lambda part: part).pipe(" ".join(single), checkCode=True)
        results["Spark local[2]"] = timed(piped.collect)
        print(f"{tool}, {len(lines)} posts: one process of one thread {seconds:.2f} s", end="")
        for name, (found, took) in results.items():
            failed |= found != one
            print(f"; {name} {took:.2f} s, {'equal' if found == one else 'NOT EQUAL'}", end="")
        print(flush=True)
session.stop()
sys.exit(1 if failed else 0)
