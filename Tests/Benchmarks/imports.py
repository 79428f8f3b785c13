#!/usr/bin/env python3
"""Speed and memory of sched-import, beside programs that read CSV and write JSON Lines.

    imports.py FOLDER-OF-THE-TOOLS [--rows N] [--rounds N]

The file is one of Meta Business Suite's, about 190 bytes a row, every third caption in quotation
marks. Every program reads it from standard input and writes to /dev/null, in turn; of each the
median is shown. The peers write each row again; sched-import finds out what its columns mean, turns
local times into instants, and brings rows of one post together.
"""

import argparse
import csv
import datetime
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench import peak_megabytes, run

SEED = 2
HEADER = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
).split(",")
TYPES = ["IG image", "IG reel", "IG carousel"]
WORDS = "new beans are here and we love them so much today come by for a cup of joy".split()
PYTHON = (
    "import csv, json, sys\n"
    "for row in csv.DictReader(sys.stdin): sys.stdout.write(json.dumps(row) + '\\n')\n"
)


def write_export(path, rows):
    """Writes an export of `rows` posts, the same ones every time."""
    generator = random.Random(SEED)
    at = datetime.datetime(2020, 1, 1)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            at += datetime.timedelta(minutes=3)
            caption = " ".join(generator.choices(WORDS, k=10))
            if number % 3 == 0:
                caption += ', "yes"'
            writer.writerow(
                [18 * 10**15 + number, 1, f"account-{number % 50}", "The Roastery", caption, 0]
                + [f"{at:%m/%d/%Y %H:%M}", "https://www.instagram.com/p/DS_XWgT7Hi1/"]
                + [generator.choice(TYPES), "", "Lifetime", generator.randrange(500, 20000)]
                + [generator.randrange(500, 2000), generator.randrange(100), number % 7, 1, 2, 3]
            )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tools")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    importer = [os.path.join(options.tools, "sched-import"), "-q", "--tz", "Europe/Berlin"]
    commands = {
        "sched-import": importer,
        "  one thread": importer + ["--threads", "1"],
        "mlr cat": ["mlr", "--icsv", "--ojsonl", "cat"],
        "python csv": [sys.executable, "-c", PYTHON],
    }
    commands = {name: command for name, command in commands.items() if shutil.which(command[0])}
    with tempfile.TemporaryDirectory() as folder:
        rows, tenth = (os.path.join(folder, name) for name in ("rows", "tenth"))
        write_export(rows, options.rows)
        write_export(tenth, options.rows // 10)
        megabytes = os.path.getsize(rows) / 1e6
        print(f"{options.rows:,} rows, {megabytes:.0f} MB; medians of {options.rounds} runs in turn\n")
        seconds = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                seconds[name].append(run(command, rows))
        print("program          seconds     MB/s   peak MB   at a tenth")
        for name, values in seconds.items():
            median = statistics.median(values)
            peaks = [peak_megabytes(commands[name], source) for source in (rows, tenth)]
            print(
                f"{name:15} {median:8.2f} {megabytes / median:8.1f} "
                f"{peaks[0]:9.1f} {peaks[1]:12.1f}"
            )


try:
    main()
except subprocess.CalledProcessError as error:
    sys.exit(f"imports.py: {error}")
