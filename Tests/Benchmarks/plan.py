#!/usr/bin/env python3
"""Speed and worth of sched-plan's plans, beside CP-SAT of OR-tools.

    plan.py FOLDER-OF-THE-TOOLS [--posts N ...] [--seeds N] [--limit SECONDS]

Posts of one account with scores of their own are placed within two weeks on three platforms, each
with a gap between its posts and a quota of posts in 24 hours; at most two may go out at once.
CP-SAT gets the same rules as linear constraints, one core and a limit of time; every plan is
checked against the rules here. What is printed is the mean over the seeds: the seconds of both, how
far sched-plan's plan is below its own bound at most, and how much less CP-SAT's is worth.
"""
import argparse, datetime, json, os, random, statistics, subprocess, tempfile, time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("tools")
parser.add_argument("--posts", type=int, nargs="+", default=[30, 60, 120])
parser.add_argument("--seeds", type=int, default=3)
parser.add_argument("--limit", type=float, default=30)
options = parser.parse_args()

HOURS, TOGETHER, START = 14 * 24, 2, datetime.datetime(2026, 11, 23, tzinfo=datetime.timezone.utc)
# Of each platform the hours between two posts, and its posts in any 24 hours.
RULES = {"alpha": (3, 3), "beta": (6, 2), "gamma": (12, 1)}
PLATFORMS = "platforms:\n" + "".join(
    f"  {name}:\n    content_types: {{{name}_post: {{windows: {{mon-sun: {{0-24: 1}}}}}}}}\n"
    f"    min_gap_hours: {gap}\n    quota: {{kind: rolling, posts: {quota}, per_hours: 24}}\n"
    for name, (gap, quota) in RULES.items())
CONSTRAINTS = f"slot_minutes: 60\nmax_concurrent_posts: {TOGETHER}\n"


def instance(count, seed):
    """Posts as (platform, score of each hour); good hours are those that others want too."""
    chance = random.Random(seed)
    shape = [0.3 + 0.7 * chance.random() for _ in range(168)]
    return [(chance.choice(list(RULES)),
             [round(min(1, shape[h % 168] * (0.7 + 0.3 * chance.random())), 4)
              for h in range(HOURS)]) for _ in range(count)]


def sched_plan(posts, folder):
    paths = {name: os.path.join(folder, name) for name in ("platforms", "rules", "summary")}
    for name, text in (("platforms", PLATFORMS), ("rules", CONSTRAINTS)):
        with open(paths[name], "w") as file:
            file.write(text)
    start = START.strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = "".join(json.dumps({"id": i, "platform": p, "scores": {"start": start, "hourly": s}}) + "\n"
                    for i, (p, s) in enumerate(posts))
    begin = time.perf_counter()
    out = subprocess.run(
        [options.tools + "/sched-plan", "-q", "--threads", "1", "--from", start, "--days", "14",
         "--platforms", paths["platforms"], "--constraints", paths["rules"],
         "--summary", paths["summary"]], input=lines, capture_output=True, text=True, check=True).stdout
    took = time.perf_counter() - begin
    slots = {}
    for record in map(json.loads, out.splitlines()):
        if record.get("scheduled_at"):
            at = datetime.datetime.fromisoformat(record["scheduled_at"].replace("Z", "+00:00"))
            slots[record["id"]] = int((at - START).total_seconds() // 3600)
    with open(paths["summary"]) as file:
        summary = json.load(file)
    return slots, took, summary["gap"]


def check(posts, slots):
    """Stops at a broken rule; the plan's worth otherwise."""
    for name, (gap, quota) in RULES.items():
        own = sorted(slot for i, slot in slots.items() if posts[i][0] == name)
        assert all(b - a >= gap for a, b in zip(own, own[1:])), "gap"
        assert all(b - a >= 24 for a, b in zip(own, own[quota:])), "quota"
    taken = list(slots.values())
    assert all(taken.count(slot) <= TOGETHER for slot in taken), "together"
    return sum(10 + posts[i][1][slot] for i, slot in slots.items())


def cp_sat(posts):
    from ortools.sat.python import cp_model
    model = cp_model.CpModel()
    uses = [[model.new_bool_var("") for _ in range(HOURS)] for _ in posts]
    for own in uses:
        model.add_at_most_one(own)
    for name, (gap, quota) in RULES.items():
        own = [uses[i] for i, (platform, _) in enumerate(posts) if platform == name]
        for width, most in ((gap, 1), (24, quota)):
            for first in range(HOURS - width + 1):
                model.add(sum(u[h] for u in own for h in range(first, first + width)) <= most)
    for hour in range(HOURS):
        model.add(sum(u[hour] for u in uses) <= TOGETHER)
    # Scores have four decimals, so that the objective is whole.
    model.maximize(sum(round(1e4 * (10 + s[h])) * u[h]
                       for (_, s), u in zip(posts, uses) for h in range(HOURS)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = options.limit, 1
    begin = time.perf_counter()
    status = solver.solve(model)
    return solver.objective_value / 1e4, time.perf_counter() - begin, status == cp_model.OPTIMAL


with tempfile.TemporaryDirectory() as folder:
    for count in options.posts:
        rows = []
        for seed in range(options.seeds):
            posts = instance(count, seed)
            slots, took, gap = sched_plan(posts, folder)
            row = [check(posts, slots), took, gap]
            try:
                row += cp_sat(posts)
            except ImportError:
                pass
            rows.append(row)
        mean = [statistics.fmean(column) for column in zip(*rows)]
        text = f"{count} posts: sched-plan {mean[1]:.3f} s, at most {100 * mean[2]:.4f} % below the optimum"
        if len(mean) > 3:
            text += (f"; CP-SAT {mean[4]:.1f} s, proven in {sum(r[5] for r in rows)} of {len(rows)}, "
                     f"its plan is worth {100 * (1 - mean[3] / mean[0]):.2f} % less")
        print(text if len(mean) > 3 else text + "; OR-tools is not installed", flush=True)
