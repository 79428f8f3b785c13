#!/usr/bin/env python3
"""What the tools do when the system fails them: a table of operation, fault and tool.

    faults.py FOLDER-OF-THE-TOOLS EXAMPLES

strace makes a system call of the tool fail, at its first, second, third and fifth call. A fault that
can be waited out changes nothing: status 0 and the same bytes. Any other ends the tool with its
status and a message of a line, leaves the old output file as it was, and no temporary file.
"""
import os, subprocess, sys, tempfile

tools, examples = map(os.path.abspath, sys.argv[1:3])
NOW = ["--now", "2026-11-23T00:00:00Z", "-q", "--threads", "1"]
COMMANDS = {
    "sched-score": NOW + ["queue.jsonl"],
    "sched-plan": NOW + ["--days", "7", "--effort", "fast", "queue.jsonl"],
    "sched-train": NOW + ["--trees", "3", "history.jsonl"],
    "sched-predict": NOW + ["queue.jsonl"],
    "sched-feedback": NOW + ["--params", "params.jsonl", "results.jsonl"],
}
INPUTS = {tool: command[-1] for tool, command in COMMANDS.items()}
# System calls, error, whether it passes, whether it is about the input alone, the right statuses.
FAULTS = [
    ("read", "EINTR", True, "input", ()),
    ("read", "EAGAIN", True, "input", ()),
    ("read", "EIO", False, "input", (74,)),
    ("openat", "EMFILE", False, "input", (66,)),
    ("openat", "EACCES", False, "input", (66,)),
    ("openat", "ENOENT", True, None, (66, 74)),
    ("write", "EINTR", True, None, ()),
    ("write", "EAGAIN", True, None, ()),
    ("write", "ENOSPC", False, None, (74,)),
    ("write", "EDQUOT", False, None, (74,)),
    ("write", "EIO", False, None, (74,)),
    ("fsync", "EIO", False, None, (74,)),
    ("fsync", "ENOSPC", False, None, (74,)),
    ("fchmod", "EPERM", True, None, (74,)),
    ("rename,renameat,renameat2", "EIO", False, None, (74,)),
    ("rename,renameat,renameat2", "EROFS", False, None, (74,)),
    ("mmap", "ENOMEM", True, None, (70, 74)),
    ("futex", "EINTR", True, None, ()),
    ("clock_gettime", "EINVAL", True, None, (74,)),
]
WHEN = (1, 2, 3, 5)


def run(tool, folder, inject=()):
    command = [os.path.join(tools, tool), "-o", "out.jsonl"] + COMMANDS[tool]
    return subprocess.run(list(inject) + command, cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8", timeout=120,
                          env={"PATH": os.environ["PATH"]})


def contents(folder):
    files = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            files[name] = file.read()
    return files


def verdict(tool, folder, expected, fault, when):
    """Nothing if the tool did what is right, else what it did."""
    calls, error, passes, about, statuses = fault
    before = contents(folder)
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}",
              "-e", f"inject={calls}:error={error}:when={when}"]
    if about == "input":
        inject += ["-P", os.path.join(folder, INPUTS[tool])]
    outcome = run(tool, folder, inject)
    after = contents(folder)
    if outcome.returncode == 0 and passes or outcome.returncode == 0 and after["out.jsonl"] == expected:
        return "" if after == {**before, "out.jsonl": expected} else "other bytes"
    if outcome.returncode not in statuses:
        return f"status {outcome.returncode} {outcome.stderr.strip()[-80:]}"
    if after != before:
        return "files changed: " + " ".join(sorted(set(after) ^ set(before)) or ["out.jsonl"])
    lines = outcome.stderr.splitlines()
    if not lines or not all(line.startswith(tool + ": ") or outcome.returncode == 70 for line in lines):
        return "no message" if not lines else "message: " + lines[0]
    return ""


def main():
    failed = 0
    print("| operation | fault | " + " | ".join(COMMANDS) + " |")
    print("| --- " * (2 + len(COMMANDS)) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for name in set(INPUTS.values()):
            with open(os.path.join(examples, name), "rb") as file:
                data = file.read()
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        with open(os.path.join(folder, "params.jsonl"), "wb"):
            pass
        expected = {}
        for tool in COMMANDS:
            assert run(tool, folder).returncode == 0, run(tool, folder).stderr
            expected[tool] = contents(folder)["out.jsonl"]
        for fault in FAULTS:
            cells = []
            for tool in COMMANDS:
                with open(os.path.join(folder, "out.jsonl"), "w") as file:
                    file.write("old\n")
                bad = []
                for when in WHEN:
                    found = verdict(tool, folder, expected[tool], fault, when)
                    if found:
                        bad.append(f"{when}: {found}")
                    with open(os.path.join(folder, "out.jsonl"), "w") as file:
                        file.write("old\n")
                failed += len(bad)
                cells.append("; ".join(bad) or "survived")
            print(f"| {fault[0].split(',')[0]} | {fault[1]} | " + " | ".join(cells) + " |", flush=True)
    print(f"{failed} of {len(FAULTS) * len(COMMANDS) * len(WHEN)} went wrong")
    return 1 if failed else 0


sys.exit(main())
