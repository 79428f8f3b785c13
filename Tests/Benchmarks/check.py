#!/usr/bin/env python3
"""Checks a plan of one of the instances here against the rules of sched-plan(1), from the page alone.

    check.py FOLDER PLAN     prints the objective and what is broken; exit status 1 if anything is

It knows the rules that instances.py uses: the horizon, the grid of slots, gaps, quotas, limits at
one instant, campaigns and order. Posts without scores of their own count what the plan says.
"""
import collections, datetime, json, os, re, sys

GAPS = {"youtube": 48, "tiktok": 12, "instagram": 18, "x": 2, "linkedin": 24, "facebook": 6}
TYPE_GAPS = {"youtube_shorts": 24, "instagram_feed": 12, "instagram_stories": 1}
DEFAULT_TYPES = {"instagram": "instagram_feed"}
# Those of the platforms' own quotas that the instances can reach; the others lie far above.
QUOTAS = {"tiktok": [{"kind": "rolling", "posts": 15, "per_hours": 24}],
          "facebook": [{"kind": "rolling", "posts": 30, "per_hours": 24}]}
WEIGHTS = {"urgent": 8, "high": 4, "normal": 2, "low": 1}


def seconds(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def read_rules(text):
    """Lines of a key and a flow value each, whose words stand without quotes."""
    lines = (line.partition(": ") for line in text.splitlines())
    return {key: json.loads(re.sub(r"[a-z_]\w*", r'"\g<0>"', value)) for key, _, value in lines}


def check(posts, rules, start, until, rows):
    """The objective, the number of posts placed, and a list of what is broken."""
    broken, rules = [], read_rules(rules)
    by_id = {(p.get("account"), p["id"]): p for p in posts}
    at, score = {}, {}
    for row in rows:
        key = (row.get("account"), row["id"])
        if key not in by_id or key in score:
            broken.append(f"{key} is not asked for, or comes twice")
        score[key] = row.get("score")
        if row.get("scheduled_at"):
            at[key] = seconds(row["scheduled_at"])
    broken += [f"{key} is lost" for key in by_id if key not in score]
    step = rules.get("slot_minutes", 15) * 60
    for key, t in at.items():
        if not start <= t < until or t % step:
            broken.append(f"{key} is off the grid or the horizon")
        after = by_id[key].get("after")
        if after:
            first = at.get((key[0], after))
            if first is None or t < first + by_id[key].get("after_hours", 0) * 3600:
                broken.append(f"{key} is before {after}")
    lanes, together, campaigns = (collections.defaultdict(list) for _ in range(3))
    for key, t in sorted(at.items(), key=lambda pair: pair[1]):
        post = by_id[key]
        lanes[key[0], post["platform"]].append((t, gap(post, rules), key))
        together[key[0], t].append(post.get("priority") == "urgent")
        if post.get("campaign"):
            campaigns[key[0], post["campaign"]].append(t)
    for (_, platform), lane in lanes.items():
        for i, (t, own, key) in enumerate(lane):
            broken += [f"gap of {key} and {other}" for u, its, other in lane[i + 1:]
                       if u - t < min(own, its)]
        quotas = rules.get("platforms", {}).get(platform, {}).get("quota", QUOTAS.get(platform, []))
        times = [t for t, _, _ in lane]
        broken += [f"quota of {platform}: {q}" for q in quotas if is_over(q, times)]
    for where, urgent in together.items():
        if len(urgent) > 5 or urgent.count(False) > 3:
            broken.append(f"too many at {where}")
    width = rules.get("campaign", {}).get("min_gap_minutes", 0) * 60
    for name, times in campaigns.items():
        broken += [f"campaign {name}" for a, b in zip(times, times[1:]) if b - a < width]
    return sum(worth(by_id[k], t, score[k], start) for k, t in at.items()), len(at), broken


def gap(post, rules):
    kind = post.get("content_type", DEFAULT_TYPES.get(post["platform"]))
    written = rules.get("platforms", {}).get(post["platform"], {})
    hours = written.get("min_gap_hours", TYPE_GAPS.get(kind, GAPS[post["platform"]]))
    return written.get("content_types", {}).get(kind, {}).get("min_gap_hours", hours) * 3600


def is_over(quota, times):
    if quota["kind"] == "day":
        return max(collections.Counter(t // 86400 for t in times).values()) > quota["posts"]
    width = quota["per_hours"] * 3600
    return any(b - a < width for a, b in zip(times, times[quota["posts"]:]))


def worth(post, t, score, start):
    priority = post.get("priority", "normal")
    if "scores" in post:
        score = post["scores"]["hourly"][(t - seconds(post["scores"]["start"])) // 3600]
    decay = 2 ** (-(t - start) / 86400) if priority == "urgent" else 1
    return WEIGHTS[priority] * (10 + score * decay)


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check_folder(folder, plan):
    with open(os.path.join(folder, "args")) as file:
        arguments = file.read().split()
    with open(os.path.join(folder, "constraints.yaml")) as file:
        rules = file.read()
    return check(read_lines(os.path.join(folder, "posts.jsonl")), rules, seconds(arguments[1]),
                 seconds(arguments[3]), read_lines(plan))


if __name__ == "__main__":
    objective, placed, broken = check_folder(*sys.argv[1:3])
    print(json.dumps({"objective": round(objective, 6), "placed": placed, "broken": broken}))
    sys.exit(bool(broken))
