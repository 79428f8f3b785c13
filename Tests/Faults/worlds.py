"""What changes around a tool while it runs.

Each takes a case and tells what went wrong, nothing if the tool did what is right, or None where the
tool has no such thing to fail.
"""
import fcntl, os, resource, signal, subprocess, threading, time
from lives import DAMAGED, REFUSED

PIPE_BYTES = 4096
STRACE = ["strace", "-f", "--quiet=all", "-o", "/dev/null"]


def short_reads(case):
    """The input comes through a pipe, 61 bytes at a time."""
    reader, writer = os.pipe()

    def feed():
        with open(writer, "wb", buffering=0) as pipe:
            for at in range(0, len(case.data), 61):
                pipe.write(case.data[at:at + 61])

    thread = threading.Thread(target=feed)
    thread.start()
    outcome = case.run(command=case.command(operand="-"), stdin=reader)
    thread.join()
    os.close(reader)
    return case.fault(outcome, True, ())


def short_writes(case):
    """The output goes into a pipe that does not block and is nearly always full."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    os.set_blocking(writer, False)
    child = subprocess.Popen(case.command(out=""), cwd=case.folder, stdout=writer,
                             stderr=subprocess.PIPE)
    os.close(writer)
    got = b""
    while part := os.read(reader, 997):
        got += part
    os.close(reader)
    error = child.communicate()[1]
    if child.returncode != 0:
        return f"status {child.returncode} {error[-80:]}"
    return "" if got == case.expected else "other bytes"


def refused(case, outcome):
    """The output cannot be had: status 74 and a message; a run that ends well was not struck."""
    return case.fault(outcome, False, (74,)) if outcome.returncode else "was not struck"


def limited(kind, bytes):
    resource.setrlimit(kind, (bytes, bytes))


def size_limit(case):
    """No file may have more than 1,000 bytes (RLIMIT_FSIZE)."""
    return refused(case, case.run(preexec_fn=lambda: limited(resource.RLIMIT_FSIZE, 1000)))


def little_memory(case):
    """A line of 12 MiB, and ever more address space than the tool needs to start (RLIMIT_AS)."""
    pad = b'{"pad":"' + b"a" * (12 << 20) + b'",'
    long = case.data.replace(b"{", pad, 1)

    def run(mebibytes, command=None):
        case.reset()
        with open(case.path(case.input), "wb") as file:
            file.write(long)
        return case.run(command=command,
                        preexec_fn=lambda: limited(resource.RLIMIT_AS, mebibytes << 20))

    run(8192)
    with open(case.path("out.jsonl"), "rb") as file:
        expected = file.read()
    version = [case.program, "--version"]
    least = next(size for size in range(16, 1024, 4) if run(size, version).returncode == 0)
    struck = 0
    for size in (least + more for more in (0, 2, 4, 8, 12, 16, 24, 32, 48, 64, 128, 256)):
        outcome = run(size)
        struck += outcome.returncode != 0
        found = case.fault(outcome, True, (70, 74), also=[expected])
        if found:
            return f"{size} MiB: {found}"
    return "" if struck else "was not struck"


def mounted(case, mount, check=""):
    """The tool with a file system of its own at `disk`, and what `check` prints behind it."""
    script = f"mkdir disk && {mount} && \"$@\"; status=$?; {check}; umount -l disk; rmdir disk; exit $status"
    command = ["unshare", "-rm", "sh", "-c", script, "sh", *case.command(out="-o disk/out.jsonl")]
    return case.run(command=command)


def full_disk(case):
    """A disk of 8 KiB is full before the output is whole."""
    outcome = mounted(case, "mount -t tmpfs -o size=8k none disk && echo old >disk/out.jsonl",
                      "cat disk/* >out.jsonl; ls -A disk >&2")
    outcome.stderr = outcome.stderr.removesuffix(b"out.jsonl\n")
    return refused(case, outcome)


def full_copy(case):
    """A pipe is copied, to be read twice, to a disk of 8 KiB that TMPDIR names."""
    if case.tool != "sched-import":
        return None
    script = ("mkdir disk && mount -t tmpfs -o size=8k none disk && cat $INPUT | TMPDIR=disk "
              "\"$@\"; status=$?; ls -A disk; umount -l disk; rmdir disk; exit $status")
    command = ["unshare", "-rm", "sh", "-c", script.replace("$INPUT", case.input), "sh",
               *case.command(operand="-")]
    outcome = case.run(command=command)
    if outcome.stdout:
        return f"left {outcome.stdout}"
    return refused(case, outcome)


def read_only_disk(case):
    outcome = mounted(case, "mount -t tmpfs none disk && echo old >disk/out.jsonl && "
                      "mount -o remount,ro disk", "cat disk/* >out.jsonl")
    return refused(case, outcome)


def no_reader(case):
    """Nobody reads the pipe: the tool ends as SIGPIPE does, without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    child = subprocess.run(case.command(out=""), cwd=case.folder, stdout=writer,
                           stderr=subprocess.PIPE)
    os.close(writer)
    is_right = child.returncode == -signal.SIGPIPE and not child.stderr
    return "" if is_right else f"status {child.returncode} {child.stderr[-80:]}"


def full_device(case):
    return refused(case, case.run(command=case.command(out="-o /dev/full")))


def full_beside(flag):
    """/dev/full takes what another flag than -o names; a bad line is there to be kept."""
    def fault(case):
        if flag == "--summary" and not case.others:
            return None
        with open(case.path(case.input), "ab") as file:
            file.write(b"{}\n")
        outcome = case.run(command=case.command(flags=[flag, "/dev/full"]))
        lines = outcome.stderr.splitlines()
        outcome.stderr = b"\n".join(line for line in lines if case.input.encode() not in line)
        return refused(case, outcome)
    return fault


def descriptors(case):
    """Every output goes to a descriptor of the caller's, which is a file that is written on."""
    names = ["out.jsonl", *(case.others or ["rejects.jsonl"])]
    flags = {"out.jsonl": "-o", "summary.json": "--summary", "rejects.jsonl": "--rejects"}
    files = {name: open(case.path(name), "ab") for name in names}
    out = f"-o /dev/fd/{files['out.jsonl'].fileno()}"
    more = [text for name, file in files.items() if name != "out.jsonl"
            for text in (flags[name], f"/dev/fd/{file.fileno()}")]
    outcome = case.run(command=case.command(out=out, flags=more),
                       pass_fds=[file.fileno() for file in files.values()])
    for file in files.values():
        file.close()
    if outcome.returncode or outcome.stderr:
        return f"status {outcome.returncode} {outcome.stderr[-80:]}"
    for name in names:
        old = b"old\n" if name in ["out.jsonl", *case.others] else b""
        new = case.expected if name == "out.jsonl" else case.otherwise.get(name, b"")
        if case.read(name) != old + new:
            return name + ": other bytes"
    return ""


def refused_lines(case):
    """Lines that the readers of a post's life refuse are told and kept, and change nothing else."""
    if not case.others:
        return None
    with open(case.path(case.input), "ab") as file:
        file.writelines(line + b"\n" for line, _ in REFUSED)
    outcome = case.run()
    messages = outcome.stderr.splitlines()
    if outcome.returncode != 1 or len(messages) != len(REFUSED):
        return f"status {outcome.returncode} {outcome.stderr[-80:]}"
    for (line, word), message in zip(REFUSED, messages):
        if word + b": " not in message:
            return f"{line}: {message}"
    if case.read("rejects.jsonl").count(b"\n") != len(REFUSED):
        return "not all lines were kept"
    return "" if case.read("out.jsonl") == case.expected else "other bytes"


def damaged(case):
    """A file beside the input is not what it should be: nothing is written, and its place is told."""
    if not case.others:
        return None
    for name, data, status in DAMAGED:
        case.reset()
        with open(case.path(name), "wb") as file:
            file.write(data)
        outcome = case.run()
        if not outcome.stderr.startswith(f"sched-plan: {name}:".encode()):
            return f"{data}: {outcome.stderr[-80:]}"
        found = case.fault(outcome, False, (status,))
        if found:
            return f"{data}: {found}"
    return ""


def while_reading(case, change):
    """Waits until the tool has read a part of its input, then changes it."""
    # Where the input is read twice, all but its head is read at offsets.
    call, when = ("pread64", 1) if case.tool == "sched-import" else ("read", 2)
    inject = [*STRACE, "-e", f"trace={call}", "-P",
              case.path(case.input), "-e", f"inject={call}:delay_enter=700000:when={when}"]
    child = subprocess.Popen(inject + case.command(), cwd=case.folder, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    while child.poll() is None and not has_read(child.pid, case.path(case.input)):
        time.sleep(0.01)
    if child.poll() is not None:
        return "was not caught while reading"
    change()
    child.stdout, child.stderr = child.communicate()
    return child


def has_read(parent, path):
    try:
        with open(f"/proc/{parent}/task/{parent}/children") as file:
            child = file.read().split()[0]
        for descriptor in os.listdir(f"/proc/{child}/fd"):
            if os.readlink(f"/proc/{child}/fd/{descriptor}") == path:
                with open(f"/proc/{child}/fdinfo/{descriptor}") as file:
                    return int(file.readline().split()[1]) > 0
    except (FileNotFoundError, IndexError, ProcessLookupError):
        pass
    return False


def vanishes(case):
    outcome = while_reading(case, lambda: os.remove(case.path(case.input)))
    return outcome if isinstance(outcome, str) else case.fault(outcome, True, ())


def replaced(case):
    """Another file takes the name; the tool goes on with the one that it has opened."""
    def change():
        with open(case.path("other"), "w") as file:
            file.write('{"another":"file"}\n' * 9000)
        os.rename(case.path("other"), case.path(case.input))

    outcome = while_reading(case, change)
    return outcome if isinstance(outcome, str) else case.fault(outcome, True, ())


def grows(case):
    """Lines appended before the end is reached are read; the result is that of the longer file.

    A file that is read twice is the one that was opened."""
    lines = case.data.splitlines(keepends=True)
    whole, case.data = case.data, b"".join(lines[:-10])
    case.reset()
    also = []
    if case.tool == "sched-import":
        case.run()
        also = [case.read("out.jsonl")]
        case.reset()

    def change():
        with open(case.path(case.input), "ab") as file:
            file.write(b"".join(lines[-10:]))

    outcome = while_reading(case, change)
    case.data = whole
    return outcome if isinstance(outcome, str) else case.fault(outcome, True, (), also=also)


def is_cut(case):
    """The file ends early: the whole lines count, and a cut one is told as no JSON; what was to be
    read again is not there."""
    outcome = while_reading(case, lambda: os.truncate(case.path(case.input), 70_000))
    if isinstance(outcome, str):
        return outcome
    if case.tool == "sched-import":
        return refused(case, outcome)
    if outcome.returncode not in (0, 1):
        return f"status {outcome.returncode} {outcome.stderr[-80:]}"
    return "" if (outcome.returncode == 1) == (b"not JSON" in outcome.stderr) else "no message"


def clock(case, *times):
    """Runs one after another, at times that the clock tells; what feedback learned goes along.

    Results that are not there yet are refused by line, and a week that cannot be planned at once.
    """
    for time_of_run in times:
        outcome = case.run(command=case.command(flags=["--now", time_of_run]))
        if outcome.returncode not in (0, 1, 64) or bool(outcome.returncode) != bool(outcome.stderr):
            return f"at {time_of_run}: status {outcome.returncode} {outcome.stderr[-80:]}"
        if outcome.returncode == 64:
            continue
        # A run whose results are all refused leaves the output as it was.
        out = case.path("out.jsonl")
        if case.tool == "sched-feedback" and os.path.exists(out) and case.read("out.jsonl") != b"old\n":
            os.replace(out, case.path("params.jsonl"))
    return ""


def no_locks(case):
    """A file system without locks (flock says ENOLCK) keeps --in-place from writing, and says so."""
    if case.tool != "sched-feedback":
        return None
    command = [case.program, "--in-place", *case.flags, case.input]
    outcome = case.run([*STRACE, "-e", "inject=flock:error=ENOLCK"],
                       command)
    if b"locks" not in outcome.stderr or os.path.getsize(case.path("params.jsonl")):
        return f"status {outcome.returncode} {outcome.stderr[-80:]}"
    return refused(case, outcome)


def signals(case):
    """Every signal that ends a process, while the output is being written."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGXCPU):
        case.reset()
        inject = [*STRACE, "-e", "trace=fsync",
                  "-e", f"inject=fsync:signal={number.name}:when=1"]
        outcome = case.run(inject, preexec_fn=lambda: limited(resource.RLIMIT_CORE, 0))
        outcome.stderr = b"see " if outcome.returncode == -number else b""
        found = case.fault(outcome, False, (-number,))
        if found:
            return f"{number.name}: {found}"
    return ""


def ledgers(case):
    """Parameters that know 2,000 posts, and the results of as many others; what they make together."""
    case.reset()
    with open(case.path("params.jsonl"), "wb") as file:
        file.write(case.expected)
    with open(case.path(case.input), "wb") as file:
        file.write(case.data.replace(b'"id":"r', b'"id":"s'))
    return [case.program, "--in-place", *case.flags, case.input]


def in_place(case):
    """A large ledger is replaced in place, and the run is killed or fails at any of its steps: the
    file is the old or the new one, whole, and the next run makes the new one of it."""
    if case.tool != "sched-feedback":
        return None
    if case.run(command=ledgers(case)).returncode:
        return "the run fails anyway"
    new = case.read("params.jsonl")
    renames = "rename,renameat,renameat2"
    for calls, strike in [("write", "signal=SIGKILL"), ("fsync", "signal=SIGKILL"),
                          (renames, "signal=SIGKILL"), ("write", "error=ENOSPC"),
                          ("fsync", "error=EIO"), (renames, "error=EIO")]:
        for when in range(1, 40):
            command = ledgers(case)
            inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:{strike}:when={when}"]
            if case.run([*STRACE, *inject], command).returncode == 0:
                break
            left = len(os.listdir(case.folder)) - 3
            if case.read("params.jsonl") not in (case.expected, new):
                return f"{calls} {when}, {strike}: neither the old file nor the new one"
            if left and "error" in strike:
                return f"{calls} {when}, {strike}: a temporary file is left"
            if case.run(command=command).returncode or case.read("params.jsonl") != new:
                return f"{calls} {when}, {strike}: the next run makes something else"
        if when == 1:
            return f"{calls}, {strike}: was not struck"
    return ""


def full_disk_in_place(case):
    """A disk of 1 MiB holds the old ledger, and not the new one beside it."""
    if case.tool != "sched-feedback":
        return None
    script = ("mkdir disk && mount -t tmpfs -o size=1m none disk && cp params.jsonl disk && "
              "\"$@\"; status=$?; cmp params.jsonl disk/params.jsonl && ls -A disk; "
              "umount -l disk; rmdir disk; exit $status")
    command = [word.replace("params.jsonl", "disk/params.jsonl") for word in ledgers(case)]
    outcome = case.run(command=["unshare", "-rm", "sh", "-c", script, "sh", *command])
    is_whole = outcome.returncode == 74 and outcome.stdout == b"params.jsonl\n"
    return "" if is_whole else f"status {outcome.returncode} {outcome.stderr[-80:]}"


def two_at_once(case):
    """Two runs on one file, each with half of the results, young ones among them: they learn what one
    run learns of all."""
    if case.tool != "sched-feedback":
        return None
    kinds = [b'{"kind":"%s"' % kind for kind in
             (b"open", b"settled", b"daypart", b"curve", b"hours", b"limits", b"days", b"seen")]

    def learned(text):
        return [line for line in text.splitlines() if line.startswith(tuple(kinds))]

    lines = case.data.splitlines(keepends=True)
    for first, second in (lines[::2], lines[1::2]), (lines[1000:], lines[:1000]):
        case.reset()
        runs = []
        # The first one to have the lock keeps it for a while.
        for half, delay in (first, 300_000), (second, 0):
            inject = ["-e", "trace=flock", "-e", f"inject=flock:delay_exit={delay}"]
            child = subprocess.Popen(
                [*STRACE, *inject, case.program, "--in-place", *case.flags[:-1], "params.jsonl"],
                cwd=case.folder, stdin=subprocess.PIPE)
            child.stdin.write(b"".join(half))
            child.stdin.close()
            runs.append(child)
        if any(child.wait() for child in runs):
            return "a run failed"
        if learned(case.read("params.jsonl")) != learned(case.expected):
            return "what they learned is something else"
    return ""


WORLDS = {
    ("read", "61 bytes at a time"): short_reads,
    ("write", "a slow pipe, not blocking"): short_writes,
    ("write", "a pipe that nobody reads"): no_reader,
    ("write", "/dev/full"): full_device,
    ("write", "RLIMIT_FSIZE"): size_limit,
    ("write", "/dev/full as --rejects"): full_beside("--rejects"),
    ("write", "/dev/full as --summary"): full_beside("--summary"),
    ("write", "on descriptors"): descriptors,
    ("write", "a full disk"): full_disk,
    ("write", "a full disk for the copy of a pipe"): full_copy,
    ("write", "a read-only disk"): read_only_disk,
    ("memory", "twelve limits (RLIMIT_AS)"): little_memory,
    ("input", "vanishes while read"): vanishes,
    ("input", "replaced while read"): replaced,
    ("input", "grows while read"): grows,
    ("input", "cut while read"): is_cut,
    ("records", "of no life"): refused_lines,
    ("files beside", "damaged"): damaged,
    ("clock", "back by years, and on"): lambda case: clock(
        case, "2026-11-23T00:00:00Z", "2020-01-01T00:00:00Z", "2026-11-24T00:00:00Z"),
    ("clock", "the years 0 and 9999"): lambda case: clock(
        case, "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-24T00:00:00Z"),
    ("flock", "ENOLCK"): no_locks,
    ("in place", "killed or failing at any step"): in_place,
    ("in place", "a full disk"): full_disk_in_place,
    ("in place", "two at once"): two_at_once,
    ("signal", "each that ends a process"): signals,
}
