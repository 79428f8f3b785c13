#!/usr/bin/env python3
"""Checks a plan of an instance against the rules of sched-plan(1), from the page alone.

    check.py FOLDER PLAN     prints the objective and what is broken; exit status 1 if anything is

It knows the horizon, the grid of slots, listed times, windows and blackouts, gaps, quotas, limits
at one instant, campaigns, order and pins. Posts without scores of their own count what the plan
says. What pins break among themselves is not counted.
"""
import collections, datetime, json, os, re, sys, zoneinfo

GAPS = {"youtube": 48, "tiktok": 12, "instagram": 18, "x": 2, "linkedin": 24, "facebook": 6}
TYPE_GAPS = {"youtube_shorts": 24, "instagram_feed": 12, "instagram_stories": 1}
DEFAULT_TYPES = {"instagram": "instagram_feed"}
# Those of the platforms' own quotas that the instances can reach; the others lie far above.
QUOTAS = {"tiktok": [{"kind": "rolling", "posts": 15, "per_hours": 24}],
          "facebook": [{"kind": "rolling", "posts": 30, "per_hours": 24}]}
DAYS = "mon tue wed thu fri sat sun".split()
WEIGHTS = {"urgent": 8, "high": 4, "normal": 2, "low": 1}


def seconds(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def read_rules(text):
    """Lines of a key and a flow value each, where only times of day need quotes."""
    word = r'"[^"]*"|\b(?:true|false)\b|\d{4}-\d\d-\d\d(?:T[\d:]+Z)?|[A-Za-z_][\w/+-]*'
    lines = (line.partition(": ") for line in text.splitlines())
    return {key: json.loads(re.sub(word, lambda found: quoted(found[0]), value))
            for key, _, value in lines}


def quoted(word):
    return word if word[0] == '"' or word in ("true", "false") else f'"{word}"'


def zone_of(name):
    """The zone of an IANA name, or of an offset such as UTC-5."""
    if not re.match(r"UTC[+-]", name):
        return zoneinfo.ZoneInfo(name)
    hours, _, minutes = name[4:].partition(":")
    offset = datetime.timedelta(hours=int(hours), minutes=int(minutes or 0))
    return datetime.timezone(-offset if name[3] == "-" else offset)


def days_of(entry):
    """The numbers of the days of a window or of listed times, Monday being 0."""
    named = entry.get("days", "mon-sun")
    found = set()
    for part in [named] if isinstance(named, str) else named:
        first, _, last = part.partition("-")
        first, last = DAYS.index(first), DAYS.index(last or first)
        found |= {(first + k) % 7 for k in range((last - first) % 7 + 1)}
    return found


def minutes_of(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def is_inside(windows, t, zone):
    """Whether one of the weekly windows holds what the wall clock shows."""
    clock = datetime.datetime.fromtimestamp(t, zone)
    now, day = clock.hour * 60 + clock.minute + clock.second / 60, clock.weekday()
    for window in windows:
        first = minutes_of(window.get("from", "00:00"))
        last, days = minutes_of(window.get("until", "24:00")), days_of(window)
        if first <= last:
            if day in days and first <= now < last:
                return True
        elif day in days and now >= first or (day - 1) % 7 in days and now < last:
            return True
    return False


def is_blacked_out(blackouts, t, zone):
    """Whether a date, or a stretch whose dates are whole local days, holds the instant."""
    date = datetime.datetime.fromtimestamp(t, zone).date().isoformat()
    for entry in blackouts:
        ends = entry if isinstance(entry, dict) else {"from": entry, "until": entry}
        first, last = ends["from"], ends["until"]
        begun = seconds(first) <= t if "T" in first else first <= date
        if begun and (t < seconds(last) if "T" in last else date <= last):
            return True
    return False


def is_listed(lists, t, zone):
    """Whether the instant is a listed time.

    Python takes a time that occurs twice as the first one, and moves one that a clock change skips
    forward by the gap, as the page wants it.
    """
    today = datetime.datetime.fromtimestamp(t, zone).date()
    for date in (today - datetime.timedelta(days=1), today):
        for at in (at for entry in lists if date.weekday() in days_of(entry) for at in entry["at"]):
            clock = datetime.time(*divmod(minutes_of(at), 60))
            if datetime.datetime.combine(date, clock, zone).timestamp() == t:
                return True
    return False


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
    zone = zone_of(rules.get("time_zone", "UTC"))
    step = rules.get("slot_minutes", 15) * 60
    pins = {key: seconds(p["scheduled_at"]) for key, p in by_id.items() if p.get("scheduled_at")}
    broken += [f"pin of {key} moved" for key, t in pins.items() if at.get(key) != t]
    for key, t in at.items():
        if key not in pins:
            why = what_closes(t, rules, by_id[key]["platform"], step, zone)
            if not start <= t < until:
                why.append("the horizon")
            broken += [f"{key} breaks {rule}" for rule in why]
        after = (key[0], by_id[key]["after"]) if by_id[key].get("after") else None
        if after and not (key in pins and (after in pins or after not in at)):
            if after not in at or t < at[after] + by_id[key].get("after_hours", 0) * 3600:
                broken.append(f"{key} is before {after}")
    lanes, together, campaigns = (collections.defaultdict(list) for _ in range(3))
    for key, t in sorted(at.items(), key=lambda pair: pair[1]):
        post = by_id[key]
        lanes[key[0], post["platform"]].append((t, gap(post, rules), key))
        together[key[0], t].append((post.get("priority") == "urgent", key))
        if post.get("campaign"):
            campaigns[key[0], post["campaign"]].append((t, key))

    def is_free(keys):
        return any(key not in pins for key in keys)

    for (_, platform), lane in lanes.items():
        written = rules.get("platforms", {}).get(platform, {})
        for i, (t, own, key) in enumerate(lane):
            for u, its, other in lane[i + 1:]:
                if u - t >= own:
                    break
                if u - t < its and is_free([key, other]):
                    broken.append(f"gap of {key} and {other}")
        if written.get("slots"):
            broken += [f"{a} and {b} share a listed time" for (t, _, a), (u, _, b)
                       in zip(lane, lane[1:]) if t == u and is_free([a, b])]
        for quota in quotas_of(platform, written):
            broken += [f"quota of {platform}: {quota}" for group in windows(quota, lane, zone)
                       if len(group) > quota["posts"] and is_free(group)]
    for where, here in together.items():
        calm = [key for urgent, key in here if not urgent]
        if len(here) > rules.get("max_urgent_concurrent", 5) and is_free(k for _, k in here):
            broken.append(f"too many at {where}")
        elif len(calm) > rules.get("max_concurrent_posts", 3) and is_free(calm):
            broken.append(f"too many at {where}")
        for platform, written in rules.get("platforms", {}).items():
            mine = [key for key in calm if by_id[key]["platform"] == platform]
            if len(mine) > written.get("max_concurrent_posts", len(mine)) and is_free(mine):
                broken.append(f"too many of {platform} at {where}")
    width = rules.get("campaign", {}).get("min_gap_minutes", 0) * 60
    for name, members in campaigns.items():
        broken += [f"campaign {name}" for i, (t, key) in enumerate(members)
                   for u, other in members[i + 1:] if u - t < width and is_free([key, other])]
    return (sum(worth(by_id[k], t, score[k], start, rules, zone) for k, t in at.items()), len(at),
            broken)


def what_closes(t, rules, platform, step, zone):
    """The rules by which no post of the platform may stand at an instant."""
    written = rules.get("platforms", {}).get(platform, {})
    closed = []
    if written.get("slots"):
        if not is_listed(written["slots"], t, zone):
            closed.append("the listed times")
    elif t % step:
        closed.append("the grid")
    if is_blacked_out(rules.get("blackouts", []), t, zone):
        closed.append("a blackout")
    if is_inside(written.get("prohibited_windows", []), t, zone):
        closed.append("a prohibited window")
    preferred = written.get("preferred_windows", [])
    if any(window.get("strict") for window in preferred) and not is_inside(preferred, t, zone):
        closed.append("strict windows")
    return closed


def gap(post, rules):
    kind = post.get("content_type", DEFAULT_TYPES.get(post["platform"]))
    written = rules.get("platforms", {}).get(post["platform"], {})
    hours = written.get("min_gap_hours", TYPE_GAPS.get(kind, GAPS[post["platform"]]))
    return written.get("content_types", {}).get(kind, {}).get("min_gap_hours", hours) * 3600


def quotas_of(platform, written):
    """A platform's quotas: those that are written, or else its own."""
    quotas = written.get("quota", [] if "max_per_day" in written else QUOTAS.get(platform, []))
    quotas = quotas if isinstance(quotas, list) else [quotas]
    if "max_per_day" in written:
        quotas = quotas + [{"kind": "day", "posts": written["max_per_day"]}]
    return quotas


def windows(quota, lane, zone):
    """The posts in every window of a quota that could be too full, in the order of their times."""
    if quota["kind"] in ("rolling", "sliding"):
        width = quota["per_hours"] * 3600 if "per_hours" in quota else quota["per_minutes"] * 60
        end = 0
        for i, (t, _, _) in enumerate(lane):
            while end < len(lane) and lane[end][0] - t < width:
                end += 1
            yield [key for _, _, key in lane[i:end]]
        return
    own = zone_of(quota["zone"]) if "zone" in quota else zone
    groups = collections.defaultdict(list)
    for t, _, key in lane:
        is_day = quota["kind"] == "day"
        groups[datetime.datetime.fromtimestamp(t, own).date() if is_day
               else t // (quota["per_minutes"] * 60)].append(key)
    yield from groups.values()


def worth(post, t, score, start, rules, zone):
    priority = post.get("priority", "normal")
    if "scores" in post:
        hour = (t - seconds(post["scores"]["start"])) // 3600
        hourly = post["scores"]["hourly"]
        score = hourly[hour] if 0 <= hour < len(hourly) else 0
        written = rules.get("platforms", {}).get(post["platform"], {})
        if is_inside(written.get("preferred_windows", []), t, zone):
            score = min(1, 1.25 * score)
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
