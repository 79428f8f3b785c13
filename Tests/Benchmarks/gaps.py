#!/usr/bin/env python3
"""How far sched-plan's plans are below their own bounds, as a table in Markdown.

    gaps.py FOLDER-OF-THE-TOOLS [--compare OTHER-TOOLS] [--kinds KIND ...] [--seeds 1-6]
            [--limit SECONDS]

Instances are those of instances.py, by name and by seed; every plan is checked by check.py. CPU
seconds are those of the tool with one thread; what takes more than the limit is stopped and said.
"""
import argparse, json, os, resource, subprocess, tempfile, time

import check, instances

SEEDED = ("overload", "cooldown")


def run(tools, folder, limit):
    """The row of one instance, from its CPU seconds on."""
    with open(os.path.join(folder, "args")) as file:
        arguments = file.read().split()
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
    objective, placed, broken = check.check_folder(folder, plan)
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
    parser.add_argument("--kinds", nargs="+", choices=instances.KINDS, default=["capacity"])
    parser.add_argument("--seeds", default="1-6")
    parser.add_argument("--limit", type=float, default=20)
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = [str(seed) for seed in range(int(first), int(last or first) + 1)]
    print("| instance | tools | CPU s | wall s | placed | objective | bound | gap % | broken "
          "| of | fit | best |\n" + "| --- " * 12 + "|")
    for kind in options.kinds:
        for name in instances.KINDS[kind][1] + (seeds if kind in SEEDED else []):
            made = instances.make(kind, name)
            for tools in filter(None, [options.tools, options.compare]):
                with tempfile.TemporaryDirectory() as folder:
                    made.write(folder)
                    row = run(tools, folder, options.limit)
                row = [f"{kind} {name}", tools] + row + [len(made.posts), made.fits, made.best]
                print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()
