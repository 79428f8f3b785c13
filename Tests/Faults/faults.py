#!/usr/bin/env python3
"""What the tools do when the system fails them: a table of operation, fault and tool.

    faults.py FOLDER-OF-THE-TOOLS EXAMPLES

First strace makes one system call of a tool fail: its first, its second, and so on, until a run has
no such call any more; a cell counts the calls that failed. Then the world around a tool changes
while it runs (worlds.py). A fault that can be waited out changes nothing: status 0 and the same
bytes. Any other ends the tool with its status and a message of a line for each thing that is wrong,
leaves the old output file as it was, and no temporary file.
"""
import os, shutil, subprocess, sys, tempfile
from lives import BESIDE, LIVES, TABLE
from worlds import WORLDS

NOW = ["--now", "2026-11-23T00:00:00Z", "-q", "--threads", "1"]
COMMANDS = {
    "sched-score": NOW + ["queue.jsonl"],
    "sched-plan": NOW + ["--days", "7", "--effort", "fast", "--replan-overdue",
                         "--existing", "existing.jsonl", "--constraints", "rules.yaml",
                         "--job", "job.yaml", "--summary", "summary.json",
                         "--rejects", "rejects.jsonl", "queue.jsonl"],
    "sched-train": NOW + ["--trees", "3", "history.jsonl"],
    "sched-predict": NOW + ["queue.jsonl"],
    "sched-feedback": NOW + ["--params", "params.jsonl", "results.jsonl"],
    "sched-import": NOW + ["--tz", "Europe/Berlin", "table.csv"],
    # Without a file of the time zone database, which is missing by mistake of the user (64).
    "sched-view": NOW + ["--to", "html", "--tz", "UTC+1", "history.jsonl"],
}
# System calls, error, whether it passes, whether it is about the input alone, the right statuses.
FAULTS = [
    ("read", "EINTR", True, "input", ()),
    ("read", "EAGAIN", True, "input", ()),
    ("read", "EIO", False, "input", (74,)),
    ("pread64", "EINTR", True, "input", ()),
    ("pread64", "EIO", False, "input", (74,)),
    ("openat", "EMFILE", False, "input", (66,)),
    ("openat", "EACCES", False, "input", (66,)),
    ("openat", "ENOENT", True, None, (66, 74, 78)),
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
]


class Case:
    """A tool in a folder that holds its input, what it reads beside, and old output files."""

    def __init__(self, tools, examples, tool):
        self.tool = tool
        self.program = os.path.join(tools, tool)
        self.input = COMMANDS[tool][-1]
        self.flags = COMMANDS[tool][:-1]
        self.folder = tempfile.mkdtemp()
        self.data = TABLE
        if self.input != "table.csv":
            with open(os.path.join(examples, self.input), "rb") as file:
                self.data = file.read()
        if self.input == "queue.jsonl":
            self.data = b"".join(self.data.replace(b'"id":"', b'"id":"%d-' % n) for n in range(20))
        self.beside = {"params.jsonl": b""}
        self.others = []
        if tool == "sched-plan":
            self.data += LIVES
            self.beside.update(BESIDE)
            self.others = ["summary.json", "rejects.jsonl"]
        self.reset()
        outcome = self.run()
        assert outcome.returncode == 0, outcome.stderr
        self.expected = self.read("out.jsonl")
        self.otherwise = {name: self.read(name) for name in self.others}

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def reset(self):
        """The folder as it is before each run."""
        for name in os.listdir(self.folder):
            os.remove(self.path(name))
        old = {name: b"old\n" for name in ["out.jsonl", *self.others]}
        for name, data in {**old, **self.beside, self.input: self.data}.items():
            with open(self.path(name), "wb") as file:
                file.write(data)

    def command(self, out="-o out.jsonl", operand=None, flags=()):
        return [self.program, *out.split(), *self.flags, *flags, operand or self.input]

    def run(self, before=(), command=None, **options):
        return subprocess.run(
            [*before, *(command or self.command())], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, timeout=300, env={"PATH": os.environ["PATH"]}, **options)

    def fault(self, outcome, passes, statuses, also=()):
        """What the tool did wrong, or nothing; `also` are other right outputs."""
        error = outcome.stderr.decode(errors="replace")
        output = self.read("out.jsonl")
        extra = set(os.listdir(self.folder)) - {
            "out.jsonl", self.input, *self.beside, *self.others}
        if extra:
            return "left " + " ".join(sorted(extra))
        for name in self.others:
            if self.read(name) not in (b"old\n", self.otherwise[name]) and not also:
                return name + " is neither the old nor the new one"
        if outcome.returncode == 0 and (passes or output == self.expected):
            return "" if output in (self.expected, *also) else "other bytes"
        if outcome.returncode not in statuses:
            return f"status {outcome.returncode} {error.strip()[-80:]}"
        # Where there are others beside it, one of them may be what failed.
        if output != b"old\n" and not (self.others and output == self.expected):
            return "the old output has changed"
        lines = error.splitlines()
        if not lines:
            return "no message"
        known = all(line.startswith((self.tool + ": ", "see ")) for line in lines)
        return "" if known or outcome.returncode == 70 else "message: " + lines[0]


def injected(case, fault):
    """A cell of the table, and whether all is well."""
    calls, error, passes, about, statuses = fault
    trace = tempfile.mktemp()
    count = 0
    while count < 40:
        case.reset()
        inject = ["strace", "-f", "--quiet=all", "-o", trace, "-e", f"trace={calls}",
                  "-e", f"inject={calls}:error={error}:when={count + 1}"]
        if about == "input":
            for name in [case.input, *case.beside]:
                inject += ["-P", case.path(name), "-P", name]
        outcome = case.run(inject)
        with open(trace, errors="replace") as file:
            if "(INJECTED)" not in file.read():
                break
        count += 1
        found = case.fault(outcome, passes, statuses)
        if found:
            return f"call {count}: {found}", False
    os.path.exists(trace) and os.remove(trace)
    # Only a tool that reads its input twice reads it at offsets.
    is_well = count > 0 or (calls == "pread64" and case.tool != "sched-import")
    return (f"{count} survived" if count else "no such call"), is_well


def world(case, fault):
    case.reset()
    found = fault(case)
    return "no such call" if found is None else found or "survived", not found


def main():
    tools, examples = map(os.path.abspath, sys.argv[1:3])
    cases = [Case(tools, examples, tool) for tool in COMMANDS]
    wrong = runs = 0
    print("| operation | fault | " + " | ".join(COMMANDS) + " |")
    print("| --- " * (2 + len(COMMANDS)) + "|")
    rows = [(fault[0].split(",")[0], fault[1], fault, injected) for fault in FAULTS]
    rows += [(*names, fault, world) for names, fault in WORLDS.items()]
    for operation, name, fault, cell in rows:
        texts = []
        for case in cases:
            text, is_well = cell(case, fault)
            wrong += not is_well
            runs += int(text.split()[0]) if text[0].isdigit() and is_well else text == "survived"
            texts.append(text)
        print(f"| {operation} | {name} | " + " | ".join(texts) + " |", flush=True)
    for case in cases:
        shutil.rmtree(case.folder)
    print(f"{runs} faults survived, {wrong} cells went wrong")
    return 1 if wrong else 0


sys.exit(main())
