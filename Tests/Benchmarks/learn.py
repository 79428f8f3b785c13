#!/usr/bin/env python3
"""Speed, size and accuracy of sched-train and sched-predict, beside scikit-learn's forest.

    learn.py FOLDER-OF-THE-TOOLS [--rows N] [--rounds N]

The history is made here, from a seed: one content type on each of two platforms, a peak that no
published table has, noise of 40 %. scikit-learn takes part if it is installed; it is given the
same features as numbers, and only its fit is timed, while sched-train also reads, judges and
writes. Programs run in turn, and the medians of the rounds are printed.
"""
import argparse, datetime, json, math, os, random, statistics, subprocess, tempfile, time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("tools")
parser.add_argument("--rows", type=int, default=50_000)
parser.add_argument("--rounds", type=int, default=3)
options = parser.parse_args()


def history(rows):
    """Rows in time order, each with the rate that was to be expected."""
    chance = random.Random(17)
    start = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
    for minute in sorted(chance.randrange(365 * 1440) for _ in range(rows)):
        at = start + datetime.timedelta(minutes=minute)
        kind = chance.choice(["x_post", "linkedin_post"])
        followers = int(20_000 * math.exp(chance.gauss(0, 0.4)))
        hour = at.hour + at.minute / 60
        peak = math.exp(-((hour - (6 if kind == "x_post" else 19)) ** 2) / 6) * (at.weekday() < 4)
        rate = 0.02 * (1 + 1.2 * peak) * (followers / 20_000) ** -0.1
        seen = rate * math.exp(chance.gauss(0, 0.4) - 0.08)
        yield rate, {"content_type": kind, "posted_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                     "followers": followers, "metrics": {"engagement_rate": round(seen, 6)}}


def timed(command, **more):
    start = time.perf_counter()
    subprocess.run(command, check=True, **more)
    return time.perf_counter() - start


def r2(outcomes, predictions):
    mean = statistics.fmean(outcomes)
    rest = sum((y - p) ** 2 for y, p in zip(outcomes, predictions))
    return 1 - rest / sum((y - mean) ** 2 for y in outcomes)


def features(row):
    at = datetime.datetime.fromisoformat(row["posted_at"].replace("Z", "+00:00"))
    day, week = 2 * math.pi * at.hour / 24, 2 * math.pi * at.weekday() / 7
    return [math.sin(day), math.cos(day), math.sin(week), math.cos(week), at.hour, at.weekday(),
            at.month, math.log(row["followers"])]


def peer(known, new):
    """The time to fit scikit-learn's forest, one a content type, and its R² on new rows."""
    from sklearn.ensemble import RandomForestRegressor
    took, outcomes, predictions = 0, [], []
    for kind in ("x_post", "linkedin_post"):
        own, other = ([row for row in rows if row["content_type"] == kind] for rows in (known, new))
        forest = RandomForestRegressor(100, min_samples_leaf=5, max_features=1 / 3, n_jobs=-1)
        table = [features(row) for row in own]
        start = time.perf_counter()
        forest.fit(table, [row["metrics"]["engagement_rate"] for row in own])
        took += time.perf_counter() - start
        outcomes += [row["metrics"]["engagement_rate"] for row in other]
        predictions += list(forest.predict([features(row) for row in other]))
    return took, r2(outcomes, predictions)


made = list(history(options.rows * 5 // 4))
known, new = [row for _, row in made[::5] + made[1::5] + made[2::5] + made[3::5]], made[4::5]
with tempfile.TemporaryDirectory() as folder:
    path = {name: os.path.join(folder, name) for name in ("known", "new", "one", "model", "out")}
    for name, rows in (("known", known), ("new", [r for _, r in new]), ("one", [new[0][1]])):
        with open(path[name], "w") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    train = [options.tools + "/sched-train", "-q", "--target", "engagement_rate", "--no-normalize",
             path["known"], "-o", path["model"]]
    predict = [options.tools + "/sched-predict", "--model", path["model"], "-o", path["out"]]
    fits, cold, weeks = [], [], []
    for _ in range(options.rounds):
        fits.append(timed(train))
        cold.append(timed(predict + [path["one"]]))
        weeks.append(timed(predict + [path["new"]]))
    timed(predict + ["--at", "posted_at", path["new"]])
    with open(path["out"]) as file:
        best = [json.loads(line)["predictions"][0] for line in file]
    outcomes = [row["metrics"]["engagement_rate"] for _, row in new]
    held = statistics.fmean(p["lower"] <= y <= p["upper"] for p, y in zip(best, outcomes))
    print(f"sched-train, {len(known)} rows to a model: {statistics.median(fits):.2f} s, "
          f"{os.path.getsize(path['model']) / 1e6:.1f} MB")
    print(f"sched-predict, one post: {1000 * statistics.median(cold):.0f} ms; "
          f"{len(new)} posts of 168 hours: {statistics.median(weeks):.2f} s")
    print(f"R2 {r2(outcomes, [p['predicted'] for p in best]):.3f}, of the truth itself "
          f"{r2(outcomes, [rate for rate, _ in new]):.3f}; 80 % intervals hold {100 * held:.1f} %")
try:
    took, score = peer(known, [row for _, row in new])
    print(f"scikit-learn's forest, fit alone: {took:.2f} s, R2 {score:.3f}")
except ImportError:
    print("scikit-learn is not installed")
