#!/usr/bin/env python3
"""How far sched-plan's plans are below their own bounds, as a table in Markdown.

    gaps.py FOLDER-OF-THE-TOOLS [--compare OTHER-TOOLS] [--kinds KIND ...] [--seeds 1-6]
            [--limit SECONDS]

Instances are those of instances.py, by name and by seed; every plan is checked by check.py. The
kinds of ../shared/tools/gen_plan.py, where that folder is, are checked by its check_plan.py. CPU
seconds are those of the tool with one thread; what takes more than the limit is stopped and said.
"""
import argparse, json, os, resource, subprocess, sys, tempfile, time

import check, instances

SEEDED = ("overload", "cooldown", "capacity")
GENERATED = ("small", "medium", "tight", "crowd", "mixed", "large")
SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/tools")


def write(kind, name, folder):
    """Writes an instance; the number of its posts, how many fit, and the best objective."""
    if kind not in GENERATED:
        made = instances.make(kind, name)
        made.write(folder)
        return [len(made.posts), made.fits, made.best]
    subprocess.run([sys.executable, os.path.join(SHARED, "gen_plan.py"), kind, name, folder],
                   check=True, stdout=subprocess.DEVNULL)
    return [len(check.read_lines(os.path.join(folder, "posts.jsonl"))), None, None]


def judge(kind, folder, plan, arguments):
    """The objective, the number of posts placed, and the rules broken."""
    if kind not in GENERATED:
        return check.check_folder(folder, plan)
    paths = [os.path.join(folder, name) for name in ("posts.jsonl", "constraints.yaml")]
    said = subprocess.run(
        [sys.executable, os.path.join(SHARED, "check_plan.py"), *paths, plan, "--full", *arguments],
        stdout=subprocess.PIPE)
    found = json.loads(said.stdout)
    if "error" in found:
        sys.exit(f"check_plan.py: {found['error']}")
    return found["objective"], found["placed"], found["violations"]


def run(kind, tools, folder, limit):
    """The row of one instance, from its CPU seconds on."""
    with open(os.path.join(folder, "args")) as file:
        arguments = file.read().split()
    existing = os.path.join(folder, "existing.jsonl")
    if os.path.exists(existing):
        arguments += ["--existing", existing]
    plan, summary = (os.path.join(folder, name) for name in ("plan.jsonl", "summary.json"))
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    try:
        subprocess.run(
            [os.path.join(tools, "sched-plan"), "-q", "--threads", "1", *arguments,
             "--constraints", os.path.join(folder, "constraints.yaml"), "--summary", summary,
             "-o", plan, os.path.join(folder, "posts.jsonl")], check=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return [f"over {limit:g}"] + ["-"] * 6
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    objective, placed, broken = judge(kind, folder, plan, arguments)
    with open(summary) as file:
        printed = json.load(file)
    if abs(printed["objective"] - objective) > 1e-3 * max(1, placed):
        broken.append(f"objective is {objective}")
    gap = f"{100 * (printed['bound'] / objective - 1):.3f}" if objective else "-"
    return [f"{cpu:.2f}", f"{wall:.2f}", placed, f"{objective:.2f}", f"{printed['bound']:.2f}",
            gap, len(broken)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools")
    parser.add_argument("--compare")
    parser.add_argument("--kinds", nargs="+", choices=[*instances.KINDS, *GENERATED],
                        default=["capacity"])
    parser.add_argument("--seeds", default="1-6")
    parser.add_argument("--limit", type=float, default=20)
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = [str(seed) for seed in range(int(first), int(last or first) + 1)]
    print("| instance | tools | CPU s | wall s | placed | objective | bound | gap % | broken "
          "| of | fit | best |\n" + "| --- " * 12 + "|")
    for kind in options.kinds:
        if kind in GENERATED and not os.path.isdir(SHARED):
            print(f"gaps.py: {kind} is skipped: there is no {SHARED}", file=sys.stderr)
            continue
        names = [] if kind in GENERATED else instances.KINDS[kind][1]
        for name in names + (seeds if kind in (*SEEDED, *GENERATED) else []):
            for tools in filter(None, [options.tools, options.compare]):
                with tempfile.TemporaryDirectory() as folder:
                    known = write(kind, name, folder)
                    row = run(kind, tools, folder, options.limit)
                row = [f"{kind} {name}", tools] + row + known
                print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()
