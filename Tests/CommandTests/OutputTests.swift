import Testing

/// Where outputs go: each is opened before the work, none is destroyed, none is taken for another.
struct OutputTests {
  private let post = #"{"platform":"x"}"#
  private let bad = #"{"platform":"instagran"}"#
  private let plan = Tool("sched-plan")
  private let feedback = Tool("sched-feedback")

  @Test
  func `a summary that cannot be opened is told before a post is read or written`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "plan")
      let child = try plan.start(
        ["-o", "plan", "--summary", "missing/s"], directory: directory, secondsAllowed: 10)
      // Standard input stays open, and so nothing waits for its end.
      try child.awaitError("\n")
      try child.wait().expect(
        err: "sched-plan: missing/s: No such file or directory\n", status: 74)
      let posts = (0..<3000).map { "{\"platform\":\"x\",\"account\":\"\($0)\"}\n" }.joined()
      try plan.run(["--summary", "missing/s"], input: posts, directory: directory).expect(
        err: "sched-plan: missing/s: No such file or directory\n", status: 74)
      #expect(try directory.text(of: "plan") == "old\n")
      #expect(try directory.names == ["plan"])
    }
  }

  @Test
  func `a plan that fails leaves the last summary alone, and a full disk the last plan too`() throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "s")
      try directory.write("old\n", to: "plan")
      try plan.run(
        ["--strict", "--summary", "s"], input: bad, directory: directory
      ).expect(
        err: """
          sched-plan: <stdin>:1: platform: unknown value "instagran" (did you mean "instagram"?)

          """, status: 65)
      try plan.run(["-o", "plan", "--summary", "/dev/full"], input: post, directory: directory)
        .expect(err: "sched-plan: /dev/full: No space left on device\n", status: 74)
      #expect(try directory.text(of: "s") == "old\n")
      #expect(try directory.text(of: "plan") == "old\n")
      #expect(try directory.names == ["plan", "s"])
    }
  }

  /// Flags that name a file which is read, of each tool.
  static let inputs = [
    ("sched-score", ["--audience", "--calendar", "--recent", "--params", "--platforms"]),
    (
      "sched-plan",
      [
        "--constraints", "--existing", "--job", "--audience", "--calendar", "--params",
        "--platforms",
      ]
    ),
    ("sched-train", ["--audience", "--platforms"]),
    ("sched-predict", ["--audience", "--model", "--params", "--platforms"]),
    ("sched-feedback", ["--audience", "--params", "--platforms", "--thresholds"]),
    ("sched-import", ["--platforms", "--sources"]),
    ("sched-view", ["--platforms"]),
  ]

  @Test(arguments: inputs)
  func `a file that a flag names and that is not there is told before input is consumed`(
    _ example: (tool: String, flags: [String])
  ) throws {
    try TemporaryDirectory.with { directory in
      for flag in example.flags {
        try shell(
          "printf 'a line\\n' | { \(example.tool) -o out \(flag) missing; cat; }",
          directory: directory, secondsAllowed: 10
        ).expect(out: "a line\n", err: "\(example.tool): missing: No such file or directory\n")
      }
      #expect(try directory.names == [])
    }
  }

  @Test
  func `standard input is one file, not two`() throws {
    for (tool, flag) in [
      ("sched-score", "--recent"), ("sched-score", "--params"), ("sched-plan", "--existing"),
      ("sched-plan", "--params"), ("sched-predict", "--model"), ("sched-predict", "--params"),
      ("sched-feedback", "--params"),
    ] {
      for operands in ["", "-", "/dev/null -"] {
        try shell("\(tool) \(flag) - \(operands)", input: "\(post)\n").expect(
          err: "\(tool): \(flag) and the input are both standard input\nsee \(tool) --help\n",
          status: 64)
      }
    }
    try shell("sched-plan -q --existing - /dev/null", input: "\(post)\n").expect()
    try shell("sched-plan --existing - --params - /dev/null").expect(
      err: "sched-plan: --existing and --params are both standard input\nsee sched-plan --help\n",
      status: 64)
  }

  @Test
  func `parameters that cannot be replaced are told before input is consumed`() throws {
    try TemporaryDirectory.with { directory in
      for (path, reason) in [
        ("missing/p", "No such file or directory"), (".", "Is a directory"),
        ("/dev/null", "not a regular file, which --in-place needs"),
      ] {
        try shell(
          "printf 'a line\\n' | { sched-feedback --in-place --params \(path); cat; }",
          directory: directory, secondsAllowed: 10
        ).expect(out: "a line\n", err: "sched-feedback: \(path): \(reason)\n")
      }
      #expect(try directory.names == [])
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a redirected standard output is written on, not replaced`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        echo before >log
        ln -s /dev/stdout link
        for name in - /dev/stdout /dev/fd/1 /proc/self/fd/1 link; do
          { echo '\(tool.post)' | \(tool.command) -o $name; echo after; } >>log
        done
        { echo head; echo '\(tool.post)' | \(tool.command) -o /dev/stdout; echo tail; } >offset
        cut -c 1-8 log | uniq -c | tr -s ' '; cut -c 1-8 offset; ls
        """
      let round = [" 1 {\"platfo", " 1 after"]
      try shell(script, directory: directory).expect(
        out: ([" 1 before"] + Array(repeating: round, count: 5).flatMap(\.self) + [
          "head", "{\"platfo", "tail", "link", "log", "offset", "",
        ]).joined(separator: "\n"))
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `rejects may go to a descriptor, whose file keeps what it has`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        echo before >log
        { echo '\(tool.bad)' | \(tool.name) -q --rejects /dev/fd/3 2>/dev/null; echo after >&3; } 3>>log
        { echo '\(tool.bad)' | \(tool.name) -q --rejects /dev/stderr 2>&1; } | grep -c source
        echo '\(tool.bad)' | \(tool.name) -q -o /dev/null --rejects - 2>/dev/null | grep -c source
        cut -c 1-8 log
        """
      try shell(script, directory: directory).expect(
        out: "1\n1\nbefore\n{\"source\nafter\n")
    }
  }

  @Test
  func `a summary may go to standard error or standard output`() throws {
    try TemporaryDirectory.with { directory in
      let script = """
        echo before >log
        { echo '\(post)' | sched-plan --summary /dev/stderr | grep -c status; echo after >&2; } 2>>log
        cut -c 1-12 log
        echo '\(post)' | sched-plan -o plan --summary - | cut -c 1-12
        echo '\(post)' | sched-plan --summary /dev/stderr 2>&1 | wc -l
        """
      try shell(script, directory: directory).expect(
        out: "1\nbefore\n{\"schedule_i\nafter\n{\"schedule_i\n2\n")
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a descriptor that the caller did not open is none`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      for descriptor in 3...9 {
        let path = "/dev/fd/\(descriptor)"
        try shell(
          "exec \(descriptor)>&-; echo '\(tool.bad)' | \(tool.command) -o out --rejects \(path)",
          directory: directory
        ).expect(err: "\(tool.name): \(path): Bad file descriptor\n", status: 74)
      }
      try shell("\(tool.command) -o /dev/fd/3 3</dev/null", input: tool.post, directory: directory)
        .expect(
          err: "\(tool.name): /dev/fd/3: Bad file descriptor\n", status: 74)
      #expect(try directory.names == [])
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a socket is written to`(of tool: Tool) throws {
    let script = """
      import socket, subprocess
      here, there = socket.socketpair()
      run = subprocess.run(["\(tool.path)", *\(tool.quietly), "-o", f"/dev/fd/{there.fileno()}"],
                           input=b'\(tool.post)', pass_fds=[there.fileno()])
      there.close()
      assert run.returncode == 0 and here.recv(99).startswith(b'\(post.dropLast())')
      """
    try TemporaryDirectory.with { directory in
      try directory.write(script, to: "check.py")
      try shell("python3 check.py", directory: directory).expect()
    }
  }
}

extension OutputTests {
  /// What no tool finds a record in; a line that is none ends an import, which looks for a source.
  private static let withoutRecord =
    Tool.all.flatMap { tool in ["", "\n \n", "\u{FEFF}", tool.bad].map { (tool, $0) } }
    + Tool.all.filter { $0.name != "sched-import" }.map { ($0, "7") }

  @Test(arguments: withoutRecord)
  func `a run without a record leaves the file of -o as it was, and says so`(
    of tool: Tool, _ input: String
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "out")
      for name in ["out", "new"] {
        let outcome = try tool.run(["-o", name], input: input, directory: directory)
        #expect(outcome.status == 1 && outcome.out.isEmpty, "\(outcome)")
        #expect(
          outcome.err.hasSuffix("\(tool.name): \(name): not written: no record was read\n"),
          "\(outcome)")
      }
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["out"])
    }
  }

  @Test
  func `a run without a record leaves the summary beside -o too, and rejects are kept`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "s")
      let flags = ["-q", "-o", "out", "--summary", "s", "--rejects", "rejects"]
      let outcome = try plan.run(flags, input: bad, directory: directory)
      #expect(outcome.status == 1, "\(outcome)")
      #expect(try directory.text(of: "s") == "old\n")
      #expect(try directory.text(of: "rejects").contains("instagran"))
      #expect(try directory.names == ["rejects", "s"])
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a filter in a pipe that read no record writes nothing and ends with 0`(of tool: Tool)
    throws
  {
    try tool.run(tool.quietly, input: "").expect()
    for name in ["-", "/dev/stdout", "/dev/null"] {
      try tool.run(tool.quietly + ["-o", name], input: "").expect()
    }
  }

  @Test
  func `a night without results keeps the parameters, and a reset needs none`() throws {
    try TemporaryDirectory.with { directory in
      try shell(
        """
        now='--now 2026-11-23T00:00:00Z'
        sched-feedback $now --in-place --params p </dev/null && cmp p /dev/null
        sched-feedback $now --params p --reset all -o q </dev/null && test -s q && cp q p
        sched-feedback $now --in-place --params p </dev/null && cmp p q
        """, directory: directory
      ).expect()
    }
  }

  private func expectSameFile(
    _ line: String, _ tool: String, _ fault: String, in directory: TemporaryDirectory
  ) throws {
    try shell("echo '\(post)' | { \(line); }", directory: directory).expect(
      err: "\(tool): \(fault)\nsee \(tool) --help\n", status: 64)
  }

  @Test
  func `two outputs that name one file are a usage error, however they name it`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "a")
      try shell("ln -s a link; ln a hard; mkdir d", directory: directory).expect()
      for other in ["a", "./a", "d/../a", "link", "hard", "/proc/self/cwd/a"] {
        try expectSameFile(
          "sched-plan -o a --summary \(other)", "sched-plan", "-o and --summary name the same file",
          in: directory)
        try expectSameFile(
          "sched-plan --rejects a --summary \(other)", "sched-plan",
          "--rejects and --summary name the same file", in: directory)
        try expectSameFile(
          "sched-score -o \(other) --rejects a", "sched-score",
          "-o and --rejects name the same file", in: directory)
        try expectSameFile(
          "sched-import -o \(other) --rejects a", "sched-import",
          "-o and --rejects name the same file", in: directory)
        try expectSameFile(
          "sched-feedback --in-place --params a --rejects \(other)", "sched-feedback",
          "--params and --rejects name the same file", in: directory)
      }
      try expectSameFile(
        "sched-score -o new --rejects d/../new", "sched-score",
        "-o and --rejects name the same file", in: directory)
      try expectSameFile(
        "sched-score -o a --rejects /dev/fd/3 3>>a", "sched-score",
        "-o and --rejects name the same file", in: directory)
      #expect(try directory.text(of: "a") == "old\n")
      #expect(try directory.names == ["a", "d", "hard", "link"])
    }
  }

  @Test
  func `neither rejects nor a summary take the place of the input`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(post + "\n", to: "a")
      try shell("ln -s a link; ln a hard", directory: directory).expect()
      for (other, input) in [("a", "a"), ("link", "./a"), ("hard", "-"), ("a", "")] {
        let fault = "\"\(other)\" is read as input (name another file)"
        try expectSameFile(
          "sched-plan --summary \(other) \(input) <a", "sched-plan", "--summary: \(fault)",
          in: directory)
        try expectSameFile(
          "sched-score --rejects \(other) \(input) <a", "sched-score", "--rejects: \(fault)",
          in: directory)
        try expectSameFile(
          "sched-import --rejects \(other) \(input) <a", "sched-import", "--rejects: \(fault)",
          in: directory)
      }
      #expect(try directory.text(of: "a") == post + "\n")
    }
  }

  @Test
  func `no other output goes to standard output where the records go there`() throws {
    try TemporaryDirectory.with { directory in
      for name in ["-", "/dev/stdout", "/dev/fd/1"] {
        try expectSameFile(
          "sched-plan --summary \(name)", "sched-plan",
          "--summary: \"\(name)\" is where the records go (send them elsewhere with -o)",
          in: directory)
        try expectSameFile(
          "sched-score --rejects \(name)", "sched-score",
          "--rejects: \"\(name)\" is where the records go (send them elsewhere with -o)",
          in: directory)
        try expectSameFile(
          "sched-import --rejects \(name)", "sched-import",
          "--rejects: \"\(name)\" is where the records go (send them elsewhere with -o)",
          in: directory)
      }
    }
  }

  @Test
  func `a device takes several outputs`() throws {
    try plan.run(
      ["-o", "/dev/null", "--rejects", "/dev/null", "--summary", "/dev/null"], input: post
    ).expect()
  }
}
