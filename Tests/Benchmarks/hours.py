#!/usr/bin/env python3
"""Finding the good hours of the week: sched-predict --explore chooses the hour of each post, sched-feedback counts what
came of it, beside an even choice and the epsilon-greedy one of a table of means.

    hours.py FOLDER-OF-THE-TOOLS [--seeds N] [--posts N] [--type CONTENT_TYPE] [--platforms FILE]

An audience with a hidden truth answers: a broad peak on weekdays, another at weekends, and a narrow one that no table
has, times lognormal noise of 0.4. Regret is the sum over the posts of what the best hour would have brought more, in
best posts. Where BANDIT_HORIZON and BANDIT_SEED are set it is a player for another program's truth instead: it prints
an hour (0 is Monday 0:00) a line, and after each reads {"reward":...}.
"""
import argparse, datetime, json, math, os, random, statistics, subprocess, sys, tempfile

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("tools")
parser.add_argument("--seeds", type=int, default=2)
parser.add_argument("--posts", type=int, default=500)
parser.add_argument("--type", default="instagram_reels")
parser.add_argument("--platforms")
options = parser.parse_args()
START = datetime.datetime(2026, 11, 23, 5)  # a Monday, 0:00 at UTC-5
A_WEEK = 50


def tools(seed):
    """Yields an hour of the week, and is sent what it brought."""
    with tempfile.TemporaryDirectory() as folder:
        params = folder + "/params.jsonl"
        flags = ["-q", "--tz", "UTC-5", "--seed", str(seed), "--threads", "1"]
        flags += ["--platforms", options.platforms] if options.platforms else []

        def run(tool, record, *more):
            command = [os.path.join(options.tools, tool), *flags, *more]
            done = subprocess.run(command, input=json.dumps(record), capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            return done.stdout

        known = []
        for number in range(10**9):
            # So many posts a week; their figures have settled a month later.
            start = START + datetime.timedelta(weeks=number // A_WEEK)
            post = {"id": number, "content_type": options.type}
            at = json.loads(run("sched-predict", post, "--top", "1", "--now", start.isoformat() + "Z", *known))["predictions"][0]["at"]
            hour = (datetime.datetime.fromisoformat(at[:-1]) - start).total_seconds() // 3600
            post |= {"posted_at": at, "metrics": {"engagement_rate": (yield int(hour))}}
            then = start + datetime.timedelta(days=30)
            run("sched-feedback", post, "--now", then.isoformat() + "Z", "--target",
                "engagement_rate", "--freeze", "--in-place", "--params", params)
            known = ["--params", params, "--explore", "1"]


def greedy(seed, epsilon=0.1):
    draw, sums, counts = random.Random(seed), [0.0] * 168, [0] * 168
    while True:
        means = [s / n if n else 1.0 for s, n in zip(sums, counts)]
        best = [hour for hour in range(168) if means[hour] == max(means)]
        hour = draw.randrange(168) if draw.random() < epsilon else draw.choice(best)
        sums[hour] += yield hour
        counts[hour] += 1


def even(seed):
    draw = random.Random(seed)
    while True:
        yield draw.randrange(168)


def regret(player, seed):
    draw = random.Random(1000 + seed)
    days, hidden = draw.sample(range(5), 4), draw.randrange(168)
    def height(hour):
        day, clock, away = hour // 24, hour % 24, min((hour - hidden) % 168, (hidden - hour) % 168)
        peak = 0.3 * (day in days) * math.exp(-((clock - 12) / 4) ** 2) + 0.3 * math.exp(-((clock - 19) / 2) ** 2)
        return math.exp(peak + 0.5 * math.exp(-((away / 1.5) ** 2)))
    truth = [height(hour) for hour in range(168)]
    best, lost, mean, game = max(truth), 0.0, sum(truth) / 168, player(seed)
    hour = next(game)
    for _ in range(options.posts):
        lost += 1 - truth[hour] / best
        hour = game.send(truth[hour] / mean * math.exp(draw.gauss(0, 0.4) - 0.08))
    game.close()
    return lost


if "BANDIT_HORIZON" in os.environ:
    game = tools(int(os.environ["BANDIT_SEED"]))
    print(next(game), flush=True)
    for _ in range(int(os.environ["BANDIT_HORIZON"])):
        print(game.send(json.loads(sys.stdin.readline())["reward"]), flush=True)
    sys.exit()
print(f"regret after {options.posts} posts, mean of {options.seeds} seeds")
for player in (even, greedy, tools):
    print(f"  {player.__name__:8}", round(statistics.mean(regret(player, seed) for seed in range(options.seeds)), 1), flush=True)
