#!/usr/bin/env python3
"""Instances for sched-plan beyond the ordinary: overload, long gaps, chains, one big account.

    instances.py KIND SEED-OR-NAME OUTDIR     writes posts.jsonl, constraints.yaml and args
    instances.py --list                       names every kind with its named cases

overload       1.2 to 3 times as many posts as fit, under rolling, day and two quotas at once
cooldown       campaigns whose posts lie 7 to 60 days apart
mixed_account  one account with all platforms and priorities; the name is the number of posts
chains         posts that come one after another, and campaigns of many posts
capacity       as many posts as just fit, or nearly

A named case may know how many of its posts fit, and the best objective: `Instance.fits`, `.best`.
The same kind and name give the same bytes.
"""
import argparse, datetime, json, math, os, random
from dataclasses import dataclass

OCTOBER = datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc)
TUESDAY = OCTOBER + datetime.timedelta(days=5)
TYPES = {
    "youtube": ["youtube_long_form", "youtube_shorts"], "tiktok": ["tiktok_video"],
    "instagram": ["instagram_feed", "instagram_reels", "instagram_stories", "instagram_carousel"],
    "x": ["x_post", "x_thread"], "linkedin": ["linkedin_post", "linkedin_carousel"],
    "facebook": ["facebook_post", "facebook_reels"],
}
PLATFORM_WEIGHTS = {"youtube": 8, "tiktok": 14, "instagram": 24, "x": 26, "linkedin": 14,
                    "facebook": 14}
PRIORITY_WEIGHTS = {"urgent": 5, "high": 20, "normal": 50, "low": 25}


@dataclass
class Instance:
    """What sched-plan is given, and what is known of the best plan."""
    posts: list
    # Constraints, of which every line is one key with a flow value: check.py reads no other YAML.
    rules: str
    days: int
    fits: int = None
    best: float = None
    start: datetime.datetime = OCTOBER

    @property
    def arguments(self):
        return ["--from", instant(self.start), "--until",
                instant(self.start + datetime.timedelta(days=self.days))]

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        texts = {"posts.jsonl": "".join(json.dumps(post) + "\n" for post in self.posts),
                 "constraints.yaml": self.rules, "args": " ".join(self.arguments) + "\n"}
        for name, text in texts.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)


def instant(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def equal_posts(count, platform, **fields):
    return [{"id": f"p{k + 1}", "platform": platform, **fields} for k in range(count)]


def any_of(chance, weights):
    return chance.choices(list(weights), list(weights.values()))[0]


def curve(chance, days):
    """Scores of every hour, with one peak a day and better weekdays."""
    peak, width = chance.uniform(7, 21), chance.uniform(1.5, 4)
    weekday = [chance.uniform(0.6, 1) for _ in range(7)]
    hourly = [min(1, 0.05 + 0.95 * weekday[h // 24 % 7]
                  * math.exp(-((h % 24 - peak) / width) ** 2 / 2)) for h in range(24 * days)]
    return {"start": instant(OCTOBER), "hourly": [round(score, 4) for score in hourly]}


def x_rules(*quotas):
    each = [f"{{kind: rolling, posts: {posts}, per_hours: {hours}}}" for posts, hours in quotas]
    return f"platforms: {{x: {{min_gap_hours: 0.25, quota: [{', '.join(each)}]}}}}\n"


# Name: posts, days, quotas of x as (posts, hours), how many fit, the best objective.
OVERLOADS = {
    "2-in-24h": (83, 31, [(2, 24)], 62, 1321.8), "17-in-24h": (280, 14, [(17, 24)], 238, None),
    "10-in-24h": (170, 14, [(10, 24)], 140, None),
    "17-in-24h-long": (700, 31, [(17, 24)], 527, None),
    "two-quotas": (700, 31, [(17, 24), (500, 720)], 517, None),
}


def overload(name):
    if name in OVERLOADS:
        count, days, quotas, fits, best = OVERLOADS[name]
        return Instance(equal_posts(count, "x"), x_rules(*quotas), days, fits, best, TUESDAY)
    seed = int(name)
    chance = random.Random(f"overload {seed}")
    days, platforms = chance.randint(14, 31), chance.sample(list(TYPES), 1 + (seed - 1) % 6)
    curves = [curve(chance, days) for _ in range(4)]
    rules, posts = [], []
    for index, platform in enumerate(platforms):
        a_day, kind = chance.randint(1, 10), (seed + index) % 3
        gap = chance.choice([0.25, 0.5, 1, 2])
        quota = [f"{{kind: {'day' if kind == 1 else 'rolling'}, posts: {a_day}"
                 f"{'' if kind == 1 else ', per_hours: 24'}}}"]
        most = a_day * days
        if kind == 2:
            week = max(1, round(a_day * 7 * chance.uniform(0.5, 0.9)))
            quota.append(f"{{kind: rolling, posts: {week}, per_hours: 168}}")
            most = min(most, week * math.ceil(days / 7))
        content = TYPES[platform][0]
        rules.append(f"{platform}: {{min_gap_hours: {gap}, quota: [{', '.join(quota)}], "
                     f"content_types: {{{content}: {{min_gap_hours: {gap}}}}}}}")
        mixed = chance.random() < 0.5
        for _ in range(math.ceil(most * chance.uniform(1.2, 3))):
            post = {"id": f"p{len(posts) + 1}", "platform": platform, "content_type": content}
            if mixed:
                post["priority"] = any_of(chance, PRIORITY_WEIGHTS)
            if seed % 4 > 1:
                post["scores"] = chance.choice(curves)
            posts.append(post)
    text = f"slot_minutes: {60 if seed % 2 else 15}\nplatforms: {{{', '.join(rules)}}}\n"
    return Instance(posts, text, days)


# The days of the gap and of the horizon, and how many posts of one campaign fit.
COOLDOWNS = {(7, 29): 5, (14, 29): 3, (14, 43): 4, (30, 61): 3, (30, 91): 4, (45, 92): 3,
             (60, 125): 3, (13, 14): 2}


def cooldown(name):
    rule = "campaign: {min_gap_minutes: %d}\n"
    if name == "six-linkedin":
        posts = equal_posts(6, "linkedin", campaign="c")
        return Instance(posts, rule % 43200, 95, 4, 86.6)
    if "-in-" in name:
        gap, days = map(int, name.split("-in-"))
        posts = equal_posts(COOLDOWNS[gap, days] + 2, "linkedin", campaign="c")
        return Instance(posts, rule % (gap * 1440), days, COOLDOWNS[gap, days])
    seed = int(name)
    chance = random.Random(f"cooldown {seed}")
    gap = chance.randint(7, 60)
    days = round(gap * chance.uniform(1, 4)) + 1
    count = chance.randint(3, 12) if seed % 2 else chance.randint(13, 40)
    platforms = chance.sample(list(TYPES), chance.randint(1, 3))
    posts = []
    for index in range(count):
        post = {"id": f"p{index + 1}", "platform": chance.choice(platforms),
                "campaign": f"c{chance.randrange(1 + count // 6)}",
                "priority": any_of(chance, PRIORITY_WEIGHTS)}
        if seed % 4 > 1:
            post["scores"] = curve(chance, days)
        posts.append(post)
    return Instance(posts, rule % (gap * 1440), days)


def mixed_account(name):
    chance = random.Random(f"mixed_account {name}")
    posts = []
    for index in range(int(name)):
        platform = any_of(chance, PLATFORM_WEIGHTS)
        posts.append({"id": f"p{index + 1}", "platform": platform,
                      "content_type": chance.choice(TYPES[platform]),
                      "priority": any_of(chance, PRIORITY_WEIGHTS)})
    return Instance(posts, "slot_minutes: 15\n", 30)


def chain(count, platform, hours=None):
    posts = equal_posts(count, platform)
    for before, post in zip(posts, posts[1:]):
        post["after"] = before["id"]
        if hours:
            post["after_hours"] = hours
    return posts


def many_chains(crosses):
    """A hundred chains of three over twenty accounts, each on one platform or on three."""
    posts = []
    for k in range(100):
        for part, post in enumerate(chain(3, list(TYPES)[k % 6])):
            if crosses:
                post["platform"] = list(TYPES)[(k + part) % 6]
            post["id"], post["account"] = f"c{k}-{part}", f"a{k % 20}"
            if part:
                post["after"] = f"c{k}-{part - 1}"
            posts.append(post)
    return posts


HOURLY = "campaign: {min_gap_minutes: 60}\n"
CHAINS = {
    "daily-30": lambda: Instance(chain(30, "x", 24), "slot_minutes: 15\n", 60, 30),
    "x-50": lambda: Instance(chain(50, "x"), "slot_minutes: 15\n", 14, 50),
    "linkedin-28": lambda: Instance(chain(28, "linkedin"), "slot_minutes: 15\n", 30),
    "x-300": lambda: Instance(chain(300, "x"), "slot_minutes: 15\n", 30, 300),
    "many": lambda: Instance(many_chains(False), "slot_minutes: 15\n", 30),
    "many-across": lambda: Instance(many_chains(True), "slot_minutes: 15\n", 30),
    "campaign-80": lambda: Instance(campaign(80), HOURLY, 30),
    "campaign-300": lambda: Instance(campaign(300), HOURLY, 30),
}


def campaign(count):
    return [{**post, "campaign": "c"} for post in mixed_account(str(count)).posts]


def random_facebook():
    chance = random.Random("capacity facebook-56")
    scores = [[round(chance.random(), 4) for _ in range(14 * 24)] for _ in range(56)]
    return [{**post, "scores": {"start": instant(OCTOBER), "hourly": hourly}}
            for post, hourly in zip(equal_posts(56, "facebook"), scores)]


def mixed_x():
    chance = random.Random("capacity x-330-mixed")
    return [{**post, "priority": any_of(chance, PRIORITY_WEIGHTS)}
            for post in equal_posts(330, "x")]


CAPACITIES = {
    "x-360": lambda: Instance(equal_posts(360, "x"), "slot_minutes: 15\n", 30, 360),
    "x-168": lambda: Instance(equal_posts(168, "x"), "slot_minutes: 15\n", 14, 168),
    "facebook-56": lambda: Instance(random_facebook(), "slot_minutes: 15\n", 14, 56),
    "x-330-mixed": lambda: Instance(mixed_x(), "slot_minutes: 15\n", 30, 330),
}


def capacity(name):
    """A named case; or by seed 90 to 100 % of what the gaps of one to three lanes admit."""
    if name in CAPACITIES:
        return CAPACITIES[name]()
    seed = int(name)
    chance = random.Random(f"capacity {seed}")
    days, rules, posts = chance.randint(7, 30), [], []
    curves = [curve(chance, days) for _ in range(4)]
    for platform in chance.sample(list(TYPES), 1 + (seed - 1) % 3):
        # No built-in quota binds from two hours on. A gap divides the day, so the last post of a
        # full lane stands one gap before the end.
        gap = chance.choice([2, 3, 4, 6, 12])
        content, mixed = TYPES[platform][0], chance.random() < 0.5
        rules.append(f"{platform}: {{min_gap_hours: {gap}, "
                     f"content_types: {{{content}: {{min_gap_hours: {gap}}}}}}}")
        for _ in range(round(days * 24 / gap * chance.uniform(0.9, 1))):
            post = {"id": f"p{len(posts) + 1}", "platform": platform, "content_type": content}
            if mixed:
                post["priority"] = any_of(chance, PRIORITY_WEIGHTS)
            if seed % 4 > 1:
                post["scores"] = chance.choice(curves)
            posts.append(post)
    text = f"slot_minutes: {60 if seed % 2 else 15}\nplatforms: {{{', '.join(rules)}}}\n"
    return Instance(posts, text, days, len(posts))


KINDS = {
    "overload": (overload, list(OVERLOADS)),
    "cooldown": (cooldown, [f"{g}-in-{d}" for g, d in COOLDOWNS] + ["six-linkedin"]),
    "mixed_account": (mixed_account, ["400", "1000", "1400", "1500", "3000", "10000"]),
    "chains": (lambda name: CHAINS[name](), list(CHAINS)),
    "capacity": (capacity, list(CAPACITIES)),
}


def make(kind, name):
    """The instance of a kind by the name of its case, or by a seed where the kind has seeds."""
    return KINDS[kind][0](str(name))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name the cases")
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("name", nargs="?", help="a seed, or a case's name")
    parser.add_argument("folder", nargs="?")
    options = parser.parse_args()
    if options.list:
        for kind, (_, names) in KINDS.items():
            print(kind, *names)
    elif options.folder is None:
        parser.error("KIND, SEED-OR-NAME and OUTDIR are needed")
    else:
        try:
            make(options.kind, options.name).write(options.folder)
        except (KeyError, ValueError):
            parser.error(f"{options.kind} has no case {options.name}; see --list")


if __name__ == "__main__":
    main()
