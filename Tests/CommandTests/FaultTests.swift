import Glibc
import Testing

/// What the world does to a tool: closed pipes, full disks, signals, odd files, too much of all.
struct FaultTests {
  private let post = #"{"platform":"x"}"#
  private let bad = #"{"platform":"instagran"}"#

  /// A command of sh that does the same to every post, and does not plan thousands of them.
  private func evenly(_ tool: Tool) -> String {
    ([tool.name] + tool.evenly).joined(separator: " ")
  }

  @Test(arguments: Tool.streaming)
  func `a reader that goes away ends the tool quietly, as SIGPIPE does`(of tool: Tool) throws {
    // 141 is 128 + 13: the shell's word for SIGPIPE.
    let outcome = try shell(
      "yes '\(post)' | { \(tool.name); echo $? >&2; } | head -n 1", secondsAllowed: 5)
    #expect(outcome.err == "141\n" && outcome.status == 0, "\(outcome)")
    #expect(outcome.out.split(separator: "\n").count == 1, "\(outcome)")
  }

  @Test(arguments: Tool.recordWriters)
  func `a reader that goes away ends the tool also where SIGPIPE is ignored`(of tool: Tool) throws {
    let line = """
      import os, signal, subprocess
      signal.signal(signal.SIGPIPE, signal.SIG_IGN)
      os.close(1)
      reader, writer = os.pipe()
      os.close(reader)
      run = subprocess.run(["\(tool.path)"], input=b'\(tool.post)', stdout=writer,
                           stderr=subprocess.PIPE, restore_signals=False)
      assert (run.returncode, run.stderr) == (-13, b""), run
      """
    try TemporaryDirectory.with { directory in
      try directory.write(line, to: "check.py")
      try shell("python3 check.py", directory: directory).expect()
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a full disk is told`(of tool: Tool) throws {
    try shell("yes '\(tool.post)' | head -n 5000 | { \(evenly(tool)) >/dev/full; }").expect(
      err: "\(tool.name): <stdout>: No space left on device\n", status: 74)
    try shell("echo '\(tool.post)' | \(tool.command) -o /dev/full").expect(
      err: "\(tool.name): /dev/full: No space left on device\n", status: 74)
    try shell("echo '\(tool.bad)' | \(tool.name) -q --rejects /dev/full 2>&1 | tail -n 1").expect(
      out: "\(tool.name): /dev/full: No space left on device\n")
  }

  @Test(arguments: Tool.filters)
  func `a file system that fills up leaves the old file`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "out")
      // A limit on the size of files stands in for the end of the disk.
      let outcome = try shell(
        "ulimit -f 8; yes '\(post)' | head -n 2000 | \(evenly(tool)) -o out",
        directory: directory)
      outcome.expect(err: "\(tool.name): out: File too large\n", status: 74)
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["out"])
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a closed standard stream is an error where it is used, and harms no file`(of tool: Tool)
    throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write("\(tool.post)\n\(tool.bad)\n", to: "in")
      try shell("\(tool.command) <&-", directory: directory).expect(
        err: "\(tool.name): <stdin>: Bad file descriptor\n", status: 74)
      try shell("echo '\(tool.post)' | \(tool.command) >&-", directory: directory).expect(
        err: "\(tool.name): <stdout>: Bad file descriptor\n", status: 74)
      // The file that is opened next must not become standard output or standard error.
      try shell("\(tool.command) -o out --rejects rejects in <&- >&- 2>&-", directory: directory)
        .expect(status: 1)
      #expect(try directory.text(of: "out").hasPrefix(post.dropLast()))
      #expect(try directory.text(of: "out").split(separator: "\n").count == 1)
      #expect(try directory.text(of: "rejects").split(separator: "\n").count == 1)
      #expect(try directory.text(of: "in") == "\(tool.post)\n\(tool.bad)\n")
      try shell("\(tool.command) in 2>&- | wc -l", directory: directory).expect(out: "1\n")
    }
  }

  @Test(arguments: Tool.streaming, [[], ["-"], ["--threads", "7"]])
  func `a line comes out before the next goes in`(of tool: Tool, _ arguments: [String]) throws {
    let child = try tool.start(arguments, secondsAllowed: 10)
    for id in 1...5 {
      try child.write("{\"id\":\(id),\"platform\":\"x\"}\n".utf8)
      let line = try child.readLine()
      #expect(line?.hasPrefix("{\"id\":\(id),") == true)
    }
    // A message likewise, and an unfinished line does not hold back the finished ones.
    try child.write((bad + "\n").utf8)
    try child.awaitError("instagran")
    try child.write("\(post)\n{\"plat".utf8)
    let line = try child.readLine()
    #expect(line?.hasPrefix(post.dropLast()) == true)
    try child.write("form\":\"x\"}".utf8)
    let outcome = try child.wait()
    #expect(outcome.status == 1 && outcome.out.split(separator: "\n").count == 7, "\(outcome)")
  }

  @Test(arguments: Tool.streaming)
  func `standard input that does not block is waited for`(of tool: Tool) throws {
    let line = """
      import os, subprocess
      reader, writer = os.pipe()
      os.set_blocking(reader, False)
      run = subprocess.Popen(["\(tool.path)"], stdin=reader, stdout=subprocess.PIPE)
      os.write(writer, b'\(post)\\n')
      assert run.stdout.readline().startswith(b'\(post.dropLast())')
      os.write(writer, b'\(post)\\n')
      assert run.stdout.readline().startswith(b'\(post.dropLast())')
      os.close(writer)
      assert run.wait() == 0
      """
    try TemporaryDirectory.with { directory in
      try directory.write(line, to: "check.py")
      try shell("python3 check.py", directory: directory).expect()
    }
  }
}

extension FaultTests {
  @Test(arguments: Tool.filters, [SIGINT, SIGTERM, SIGHUP, SIGPIPE])
  func `a signal in mid-write ends the tool as that signal and leaves the old file alone`(
    of tool: Tool, _ signal: Int32
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "out")
      let child = try tool.start(
        ["-o", "out", "--rejects", "rejects"], directory: directory, secondsAllowed: 10)
      try child.write("\(post)\n\(bad)\n".utf8)
      try child.awaitError("instagran")
      // The temporary files are there by now.
      #expect(try directory.names.count == 3)
      child.send(signal)
      let outcome = try child.wait()
      #expect(outcome.signal == signal, "\(outcome)")
      #expect(try directory.names == ["out"])
      #expect(try directory.text(of: "out") == "old\n")
    }
  }

  /// SIGILL is what a trap sends, SIGABRT what memory that cannot be had ends in.
  @Test(arguments: Tool.filters, [SIGILL, SIGABRT, SIGSEGV])
  func `a defect ends the tool with status 70, a message, and the old file alone`(
    of tool: Tool, _ signal: Int32
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "out")
      let child = try tool.start(["-o", "out"], directory: directory, secondsAllowed: 10)
      try child.write("\(bad)\n".utf8)
      try child.awaitError("instagran")
      child.send(signal)
      let outcome = try child.wait()
      #expect(outcome.status == 70, "\(outcome)")
      #expect(outcome.err.contains("\(tool.name): internal error (out of memory, or a defect"))
      #expect(try directory.names == ["out"])
      #expect(try directory.text(of: "out") == "old\n")
    }
  }

  @Test(arguments: Tool.filters)
  func `a signal that the caller ignores stays ignored`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let line = "trap '' HUP; exec '\(tool.path)' -o out"
      let child = try ChildProcess(
        ["/bin/sh", "-c", line], environment: [:], directory: directory.path,
        secondsAllowed: 10)
      try child.write("\(bad)\n".utf8)
      try child.awaitError("instagran")
      child.send(SIGHUP)
      try child.write("\(post)\n".utf8)
      #expect(try child.wait().status == 1)
      #expect(try directory.text(of: "out").hasPrefix(post.dropLast()))
    }
  }

  @Test(arguments: Tool.filters)
  func `the output file appears whole, at the end`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let child = try tool.start(["-o", "out"], directory: directory, secondsAllowed: 10)
      try child.write("\(post)\n\(bad)\n".utf8)
      try child.awaitError("instagran")
      #expect(try directory.names.contains("out") == false)
      #expect(try child.wait().status == 1)
      #expect(try directory.names == ["out"])
      #expect(try directory.text(of: "out").split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `an output file may be an input file`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let posts = (0..<5_000).map { #"{"id":\#($0),"# + tool.post.dropFirst() + "\n" }.joined()
      try directory.write(posts, to: "f")
      let flags = ["--now", "2026-11-23T00:00:00Z"] + tool.evenly
      let once = try tool.run(flags + ["f"], directory: directory)
      try tool.run(flags + ["-o", "f", "f"], directory: directory).expect()
      #expect(try directory.bytes(of: "f") == once.outBytes)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a link stays a link, and its target is replaced and keeps its mode`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        mkdir folder && echo old >folder/target && chmod 604 folder/target
        ln -s folder/target link && ln -s link chain && ln -s folder/new dangling
        echo '\(tool.post)' | \(tool.command) -o chain
        echo '\(tool.post)' | \(tool.command) -o dangling
        for name in chain link dangling; do readlink $name; done
        stat -c %a folder/target; ls -A folder; ls -A; cmp folder/target folder/new
        """
      try shell(script, directory: directory).expect(
        out: """
          link
          folder/target
          folder/new
          604
          new
          target
          chain
          dangling
          folder
          link

          """)
    }
  }

  @Test(
    arguments: Tool.recordWriters, [("022", "644"), ("027", "640"), ("077", "600"), ("000", "666")])
  func `a new file has the mode that umask leaves`(
    of tool: Tool, _ example: (mask: String, mode: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      try shell(
        """
        umask \(example.mask); echo '\(tool.post)' | \(tool.command) -o out --rejects rejects
        stat -c %a out rejects
        """, directory: directory
      ).expect(out: "\(example.mode)\n\(example.mode)\n")
    }
  }

  /// Only root can give a file away; for others the test is about the mode alone.
  @Test(arguments: Tool.recordWriters)
  func `a file that is replaced keeps its owner, and its mode without the bits of setuid`(
    of tool: Tool
  ) throws {
    try TemporaryDirectory.with { directory in
      try shell(
        """
        echo old >out; chown 4321:1234 out 2>/dev/null; chmod 6751 out
        stat -c '%u:%g 751' out >expected; echo '\(tool.post)' | \(tool.command) -o out
        stat -c '%u:%g %a' out | cmp - expected && ! grep old out
        """, directory: directory
      ).expect()
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `an output may be a device or a FIFO`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        echo '\(tool.post)' | \(tool.command) -o /dev/null && test -c /dev/null || echo gone
        mkfifo pipe; (wc -l <pipe) & echo '\(tool.post)' | \(tool.command) -o pipe; wait
        echo '\(tool.post)' | \(tool.command) -o /dev/stdout | wc -l
        test -p pipe && ls -A
        """
      try shell(script, directory: directory, secondsAllowed: 10).expect(out: "1\n1\npipe\n")
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `an input may be a device or a FIFO`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        mkfifo pipe; { echo '\(tool.post)'; echo '\(tool.bad)'; } >pipe & \(tool.command) /dev/null pipe | wc -l
        """
      try shell(script, directory: directory, secondsAllowed: 10).expect(
        out: "1\n",
        err: """
          \(tool.name): pipe:2: platform: unknown value "instagran" (did you mean "instagram"?)

          """)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `an output that cannot be made is told before anything is read`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(tool.post, to: "file")
      for (path, reason) in [
        ("missing/out", "No such file or directory"), ("file/out", "Not a directory"),
        (".", "Is a directory"), ("/", "Is a directory"),
        (String(repeating: "n", count: 300), "File name too long"),
      ] {
        for flag in ["-o", "--rejects"] {
          try tool.run([flag, path], input: tool.bad, directory: directory)
            .expect(err: "\(tool.name): \(path): \(reason)\n", status: 74)
        }
      }
      #expect(try directory.names == ["file"])
      try unprivileged(
        "mkdir shut && chmod 555 shut", then: "\(tool.command) -o shut/out", directory: directory
      ).expect(err: "\(tool.name): shut/out: Permission denied\n", status: 74)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a name of 255 bytes is a name`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let name = String(repeating: "é", count: 127) + "x"
      try tool.run(tool.quietly + ["-o", name], input: tool.post, directory: directory).expect()
      let names = try directory.names
      #expect(names == [name])
    }
  }
}

/// Too much of everything.
extension FaultTests {
  @Test(arguments: Tool.filters)
  func `a line of 16 MiB is a line, and one byte more is too long`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        start = b'{"platform":"x","text":"'
        line = start + b'a' * ((16 << 20) - len(start) - 2) + b'"}'
        open("line", "wb").write(line)
        open("long", "wb").write(line + b" \\n")
        """
      try directory.write(script, to: "write.py")
      try shell(
        "python3 write.py; \(tool.name) line | cmp -n $(((16 << 20) - 1)) line",
        directory: directory
      ).expect()
      try tool.run(["long"], directory: directory).expect(
        err:
          "\(tool.name): long:1: the line is longer than 16777216 bytes (see --max-line-bytes)\n",
        status: 1)
    }
  }

  @Test(arguments: Tool.filters)
  func `a thousand operands need no more than a few open files`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        for n in $(seq 1000); do echo "{\\"id\\":$n,\\"platform\\":\\"x\\"}" >$n; done
        ulimit -n 100; \(evenly(tool)) $(seq 1000) >out; grep -o '"id":[0-9]*' out | cut -d : -f 2 >ids
        seq 1000 | cmp - ids
        """
      try shell(script, directory: directory).expect()
    }
  }

  @Test(arguments: Tool.filters)
  func `numbers, depth and keys beyond measure do no harm`(of tool: Tool) throws {
    let digits = String(repeating: "9", count: 100_000)
    let keys = (0..<20_000).map { "\"k\($0)\":\($0)," }.joined()
    for post in [
      #"{"platform":"x","n":\#(digits)}"#, #"{"platform":"x","n":-1e\#(digits)}"#,
      #"{\#(keys)"platform":"x"}"#, #"{"platform":"x","id":\#(digits),"account":"\#(digits)"}"#,
    ] {
      let outcome = try tool.run(["--now", "2026-11-23T00:00:00Z"], input: post)
      #expect(outcome.status == 0 && outcome.out.hasPrefix(post.dropLast()))
    }
  }
}
