#!/usr/bin/env python3
"""What sched-predict advises where the truth is none of our beliefs, beside a shrunken table.

    truths.py FOLDER-OF-THE-TOOLS [--truth flat|hidden|both] [--sizes N ...] [--seeds N]

Histories are made here, from a seed: one account on one platform, posts by habit (two thirds in
working hours), reactions with lognormal noise of 0.6. In `flat` no hour matters. In `hidden` two
hours, on all days or on some, bring 10 % more, where no published table has a peak. Told are the
regret of the first pick (how much less than the best hour it brings, in percent; equal picks
count as their mean), and how sure the surest hour is said to be. The table is the mean of each
hour of the week, or of the day, drawn to the mean of all by the variance between hours (moment
estimate).
"""
import argparse, datetime, json, math, os, random, statistics, subprocess, tempfile

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("tools")
parser.add_argument("--truth", choices=("flat", "hidden", "both"), default="both")
parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
parser.add_argument("--seeds", type=int, default=20)
options = parser.parse_args()
START = datetime.datetime(2025, 1, 6, tzinfo=datetime.timezone.utc)  # a Monday
NOW = "2027-06-07T00:00:00Z"
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Hours (UTC) that no published window of these types has.
KINDS = {"x_post": range(18, 23), "linkedin_post": range(17, 22), "instagram_feed": range(20, 23)}


def truth(kind, name, chance):
    """The logarithm of what each hour of the week brings."""
    if name == "flat":
        return [0.0] * 168
    hour, days = chance.choice(KINDS[kind]), chance.sample(range(7), chance.choice((3, 5, 7)))
    return [math.log(1.1) * (h // 24 in days and h % 24 in (hour, hour + 1)) for h in range(168)]


def history(kind, effects, rows, chance):
    """Lines of a history, and the hour of the week and outcome of each post."""
    lines, seen = [], []
    for number in range(rows):
        day = number * 700 // rows
        hour = chance.randrange(24)
        if chance.random() < 0.66:
            hour = min(23, max(0, int(chance.gauss(13, 3.5))))
        at = START + datetime.timedelta(days=day, hours=hour, minutes=chance.randrange(60))
        week_hour = at.weekday() * 24 + hour
        likes = round(2000 * math.exp(effects[week_hour] + chance.gauss(0, 0.6)))
        lines.append(json.dumps({"id": number, "content_type": kind, "metrics": {"likes": likes},
                                 "posted_at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}))
        seen.append((week_hour, math.log(likes + 0.5)))
    return lines, seen


def table(seen, cells):
    """The shrunken mean of each of some cells of the week: 168 hours, or 24."""
    mean = statistics.fmean(y for _, y in seen)
    groups = [[] for _ in range(cells)]
    for hour, y in seen:
        groups[hour % cells].append(y - mean)
    counts, means = [len(g) for g in groups], [statistics.fmean(g) if g else 0 for g in groups]
    within = sum((y - m) ** 2 for g, m in zip(groups, means) for y in g)
    filled = sum(1 for n in counts if n)
    noise = within / max(1, len(seen) - filled)
    spread = len(seen) - sum(n * n for n in counts) / len(seen)
    between = (sum(n * m * m for n, m in zip(counts, means)) - (filled - 1) * noise) / spread
    variance = max(0, between)
    found = [m * n * variance / (n * variance + noise) for n, m in zip(counts, means)]
    return [found[h % cells] for h in range(168)]


def regret(values, effects):
    """How much less the first pick brings than the best hour, in percent."""
    best, top = max(values), math.exp(max(effects))
    picks = [math.exp(effects[h]) for h in range(168) if values[h] >= best - 1e-12]
    return 100 * (1 - statistics.fmean(picks) / top)


def advice(folder, kind, lines):
    """What sched-predict says of each hour of the week: its score, and how sure it is."""
    model = os.path.join(folder, "model")
    common = ["-q", "--now", NOW]
    subprocess.run([options.tools + "/sched-train", *common, "-o", model], check=True, text=True,
                   input="\n".join(lines) + "\n")
    said = subprocess.run(
        [options.tools + "/sched-predict", *common, "--model", model, "--top", "168"],
        input=json.dumps({"content_type": kind}), capture_output=True, text=True, check=True)
    record = json.loads(said.stdout)
    scores = record["scores"]["hourly"]  # NOW is a Monday
    return scores, max(p["confidence"] for p in record["predictions"])


print("| truth | posts | sched-predict | table of the week | table of the day | surest hour, mean and most |")
print("| --- | --- | --- | --- | --- | --- |")
with tempfile.TemporaryDirectory() as folder:
    for name in ("flat", "hidden") if options.truth == "both" else (options.truth,):
        for rows in options.sizes:
            found, sure = [], []
            for seed in range(options.seeds):
                chance = random.Random(f"{name} {rows} {seed}")
                kind = list(KINDS)[seed % len(KINDS)]
                effects = truth(kind, name, chance)
                lines, seen = history(kind, effects, rows, chance)
                scores, confidence = advice(folder, kind, lines)
                sure.append(confidence)
                found.append([regret(scores, effects), regret(table(seen, 168), effects),
                              regret(table(seen, 24), effects)])
            means = " | ".join(f"{statistics.fmean(f):.2f}" for f in zip(*found))
            print(f"| {name} | {rows} | {means} | {statistics.fmean(sure):.2f}, {max(sure):.2f} |", flush=True)
