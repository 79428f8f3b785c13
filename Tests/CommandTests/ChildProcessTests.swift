import Testing

/// The runner that the other tests stand on, tried on one-liners of sh.
struct ChildProcessTests {
  @Test
  func `output, errors and status are told apart`() throws {
    try shell("echo one; echo two >&2; exit 3").expect(out: "one\n", err: "two\n", status: 3)
  }

  @Test
  func `a signal is not a status`() throws {
    let outcome = try shell("kill -TERM $$")
    #expect(outcome.status == nil)
    #expect(outcome.signal == 15)
  }

  @Test
  func `megabytes pass both ways at once`() throws {
    let input = String(repeating: "0123456789abcde\n", count: 500_000)
    let outcome = try shell("tee /dev/stderr", input: input)
    #expect(outcome.status == 0)
    #expect(firstDifference(expected: input, actual: outcome.out) == nil)
    #expect(firstDifference(expected: input, actual: outcome.err) == nil)
  }

  @Test
  func `a program that does not read its input is no fault`() throws {
    try shell("exec <&-; echo done", input: String(repeating: "x", count: 1 << 20))
      .expect(out: "done\n")
  }

  @Test
  func `a closed pipe ends the writer, and signals are not inherited`() throws {
    try shell("{ yes; echo $? >&2; } | head -1", secondsAllowed: 10)
      .expect(out: "y\n", err: "141\n")
  }

  @Test
  func `what runs too long is killed with all its children`() throws {
    let error = #expect(throws: ChildProcess.Failure.self) {
      try shell("echo before; sleep 100 | cat", secondsAllowed: 0.3)
    }
    #expect(error?.description.contains("not done after 0.3 s") == true)
    #expect(error?.description.contains("before") == true)
  }

  @Test
  func `the environment holds what the test gives and nothing else`() throws {
    let names = try shell("env | sed 's/=.*//' | sort", environment: ["TZ": "UTC"]).out
    // The shells add PWD, OLDPWD and their like; of the runner's own variables only those may be
    // there that tell a tool of a special build what to do.
    let allowed = ["PWD", "OLDPWD", "SHLVL", "_"]
    let special = ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"]
    #expect(
      Set(names.split(separator: "\n").map(String.init)).subtracting(allowed + special)
        == ["LC_ALL", "PATH", "TZ"])
  }

  @Test
  func `a program answers while it runs`() throws {
    let child = try ChildProcess(
      ["/bin/cat"], environment: [:], directory: "/", secondsAllowed: 10)
    try child.write("a\n".utf8)
    #expect(try child.readLine() == "a")
    try child.write("b\nc".utf8)
    #expect(try child.readLine() == "b")
    child.closeInput()
    #expect(try child.readLine() == nil)
    try child.wait().expect(out: "a\nb\nc")
  }

  @Test
  func `a reader can go away`() throws {
    let child = try ChildProcess(
      ["/usr/bin/yes"], environment: [:], directory: "/", secondsAllowed: 10)
    #expect(try child.readLine() == "y")
    child.closeOutput()
    #expect(try child.wait().signal == 13)
  }

  @Test
  func `a program starts in the directory of the test, which is gone afterwards`() throws {
    let path = try TemporaryDirectory.with { directory in
      try directory.write("x\n", to: "file")
      try shell("cat file; echo y >other", directory: directory).expect(out: "x\n")
      #expect(try directory.names == ["file", "other"])
      return directory.path
    }
    try shell("test ! -e '\(path)'").expect()
  }

  @Test
  func `a failure shows command, directory, status, output and the first line that differs`() throws
  {
    let outcome = try shell("echo one; echo zwei; echo oh >&2; exit 3")
    #expect(
      outcome.fault(out: "one\ntwo\n", err: "oh\n", status: 0) == """
        status: expected 0
        stdout: line 2: expected "two", found "zwei"
        command: /bin/sh -c echo one; echo zwei; echo oh >&2; exit 3
        directory: /
        status 3
        stdout:\u{20}
        one
        zwei

        stderr:\u{20}
        oh

        """)
    #expect(outcome.fault(out: "one\nzwei\n", err: "oh\n", status: 3) == nil)
  }

  @Test
  func `texts that differ in bytes alone differ`() {
    #expect(firstDifference(expected: "a\nb\n", actual: "a\nb\n") == nil)
    #expect(firstDifference(expected: "a\n", actual: "a\r\n") != nil)
    #expect(firstDifference(expected: "\u{E9}", actual: "e\u{301}") != nil)
    #expect(
      firstDifference(expected: "a\nb\n", actual: "a\n") == "line 2: expected \"b\", found \"\"")
    #expect(
      firstDifference(expected: "a\nb", actual: "a") == "line 2: expected \"b\", found no line")
  }

  @Test
  func `the tools are known to the shell by their names`() throws {
    for tool in Tool.filters {
      try shell("command -v \(tool.name)").expect(
        out: "\(tool.path)\n")
    }
  }
}
