import Testing

/// The filter contract, for every tool: bad lines, and the ends that a run can come to.
struct BadLineTests {
  private let now = ["--now", "2026-11-23T00:00:00Z"]
  private let good = #"{"platform":"x"}"#
  private let bad = #"{"platform":"instagran"}"#

  @Test(arguments: Tool.filters)
  func `a bad line is told with file and line, and the others go on`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let posts = (1...20).map { $0 == 17 ? bad : $0 == 3 ? "" : good }
      try directory.write(posts.joined(separator: "\n"), to: "posts.jsonl")
      let outcome = try tool.run(now + ["posts.jsonl"], directory: directory)
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.out.split(separator: "\n").count == 18, "\(outcome)")
      #expect(
        outcome.err == """
          \(tool.name): posts.jsonl:17: platform: unknown value "instagran" \
          (did you mean "instagram"?)

          """)
    }
  }

  @Test(
    arguments: Tool.filters,
    [
      // RFC 8259, sections 2 to 8.
      ("x", "an object is expected, one a line, as {\"platform\":\"x\"}, at byte 1"),
      ("7", "an object is expected, one a line, as {\"platform\":\"x\"}, at byte 1"),
      ("{'a':1}", "a key in double quotes is expected at byte 2"),
      ("{\"a\" 1}", "a colon is expected behind the key at byte 6"),
      ("{\"a\":}", "a value is expected at byte 6"),
      ("{\"a\":1,}", "a key in double quotes is expected at byte 8"),
      ("{\"a\":[1,]}", "a value is expected at byte 9"),
      ("{\"a\":[1 2]}", "a comma or ] is expected at byte 9"),
      ("{\"a\":1 \"b\":2}", "a comma or } is expected at byte 8"),
      ("{\"a\":01}", "a number begins with 0 at byte 6"),
      ("{\"a\":1.}", "a digit is expected at byte 8"),
      ("{\"a\":+1}", "a value is expected at byte 6"),
      ("{\"a\":NaN}", "a value is expected at byte 6"),
      ("{\"a\":tru}", "a value is expected at byte 6"),
      ("{\"a\":\"\\x\"}", "unknown escape at byte 7"),
      ("{\"a\":\"\t\"}", "a control character stands in a string (write it as \\u00XX) at byte 7"),
      ("{\"a\":1} {}", "something follows the object at byte 9"),
      ("{\"a\":1", "the line ends too early at byte 7"),
      ("{\"a\":\"", "the line ends too early at byte 7"),
      ("{\"a\":\(String(repeating: "[", count: 512))", "more than 512 levels at byte 517"),
    ])
  func `what is no strict JSON is refused at its byte`(
    of tool: Tool, _ example: (line: String, fault: String)
  ) throws {
    try tool.run(now, input: example.line).expect(
      err: "\(tool.name): <stdin>:1: not JSON: \(example.fault)\n", status: 1)
  }

  @Test(
    arguments: Tool.filters,
    [
      // The Unicode standard, table 3-7: a lone byte, an overlong form, a surrogate, above 10FFFF.
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(of tool: Tool, _ bytes: [UInt8]) throws {
    let line = Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)
    try tool.run(input: line).expect(
      err: "\(tool.name): <stdin>:1: not JSON: the text is not UTF-8 at byte 7\n", status: 1)
  }

  @Test(
    arguments: Tool.filters,
    [
      ("{}", "platform: this field or content_type is needed"),
      (#"{"platform":null}"#, "platform: this field or content_type is needed"),
      (#"{"platform":5}"#, "platform: a number where a string is expected"),
      (#"{"platform":""}"#, "platform: this field or content_type is needed"),
      (#"{"platform":"YouTub"}"#, #"platform: unknown value "YouTub" (did you mean "youtube"?)"#),
      (
        #"{"content_type":"x_pots"}"#,
        #"content_type: unknown value "x_pots" (did you mean "x_post"?)"#
      ),
      (
        #"{"platform":"x","content_type":"tiktok_video"}"#,
        #"content_type: "tiktok_video" belongs to tiktok, not to x"#
      ),
      (
        #"{"platform":"x\u001b[2J\n\u202e"}"#,
        #"platform: unknown value "x\u{1b}[2J\n\u{202e}""#
      ),
    ])
  func `a wrong field is named, and what strangers wrote is escaped`(
    of tool: Tool, _ example: (line: String, fault: String)
  ) throws {
    let outcome = try tool.run(now, input: example.line)
    #expect(outcome.status == 1 && outcome.out.isEmpty, "\(outcome)")
    #expect(outcome.err.hasPrefix("\(tool.name): <stdin>:1: \(example.fault)"), "\(outcome)")
    #expect(outcome.err.utf8.filter { $0 < 0x20 } == [0x0A], "\(outcome)")
  }

  @Test(arguments: Tool.filters)
  func `a wrong account is told behind an equal post, too`(of tool: Tool) throws {
    let posts = [good, #"{"platform":"x","account":5}"#, #"{"platform":"x","account":null}"#]
    let outcome = try tool.run(now, input: posts.joined(separator: "\n"))
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.out.split(separator: "\n").count == 2, "\(outcome)")
    #expect(
      outcome.err
        == "\(tool.name): <stdin>:2: account: a number where a string is expected\n")
  }

  @Test(arguments: Tool.filters)
  func `a value of any length is shown in 60 characters`(of tool: Tool) throws {
    let name = String(repeating: "q", count: 100_000)
    let outcome = try tool.run(now, input: #"{"platform":"\#(name)"}"#)
    #expect(outcome.err.contains(" \"\(name.prefix(60))…\""), "\(outcome)")
    #expect(outcome.err.utf8.count < 250, "\(outcome)")
  }

  @Test(arguments: Tool.filters)
  func `names of files cannot forge a line of a message`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(bad, to: "a\nb\u{1B}[2J")
      try tool.run(["a\nb\u{1B}[2J", "x\ry"], directory: directory).expect(
        err: "\(tool.name): x\\ry: No such file or directory\n", status: 66)
      let outcome = try tool.run(["a\nb\u{1B}[2J"], directory: directory)
      #expect(
        outcome.err.hasPrefix("\(tool.name): a\\nb\\u{1b}[2J:1: platform: unknown"), "\(outcome)")
    }
  }
}

extension BadLineTests {
  @Test(arguments: Tool.filters)
  func `rejected lines are kept whole, with source, line and reason`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let lines: [[UInt8]] = [
        Array(bad.utf8), Array(good.utf8), Array("{\"é\":\"\\u00e9\u{1}\"".utf8),
        [0x7B, 0xFF, 0x7D], Array("not JSON \"at\" \\all".utf8),
      ]
      try directory.write(Array(lines.joined(separator: [0x0D, 0x0A])), to: "a \"b\".jsonl")
      let outcome = try tool.run(
        now + ["--rejects", "rejects.jsonl", "a \"b\".jsonl"], directory: directory)
      #expect(outcome.status == 1, "\(outcome)")
      // Written by hand from the contract; base 64 from `printf '{\377}' | base64`.
      #expect(
        try directory.text(of: "rejects.jsonl") == #"""
          {"source":"a \"b\".jsonl","line":1,"error":"platform: unknown value \"instagran\" (did you mean \"instagram\"?)","input":"{\"platform\":\"instagran\"}"}
          {"source":"a \"b\".jsonl","line":3,"error":"not JSON: a control character stands in a string (write it as \\u00XX) at byte 14","input":"{\"é\":\"\\u00e9\u0001\""}
          {"source":"a \"b\".jsonl","line":4,"error":"not JSON: a key in double quotes is expected at byte 2","input_base64":"e/99"}
          {"source":"a \"b\".jsonl","line":5,"error":"not JSON: an object is expected, one a line, as {\"platform\":\"x\"}, at byte 1","input":"not JSON \"at\" \\all"}

          """#)
    }
  }

  @Test(arguments: Tool.filters)
  func `another JSON reader finds the rejected bytes in the rejects`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let script = """
        import base64, json, random, subprocess
        random.seed(20261123)
        lines = [bytes(random.choice(b'\\xc3\\xa9"\\\\{}a\\x00\\x1f\\xff') for _ in range(n % 90))
                 for n in range(600)]
        lines = [b"!" + line for line in lines] + [b"!" * 5000]
        open("in", "wb").write(b"\\n".join(lines))
        run = subprocess.run(["\(tool.path)", "--rejects", "out", "--max-line-bytes", "4000", "in"],
                             capture_output=True)
        assert run.returncode == 1 and run.stdout == b"", run
        records = [json.loads(line) for line in open("out", encoding="utf-8")]
        assert [record["line"] for record in records] == list(range(1, len(lines) + 1))
        kept = [record["input"].encode() if "input" in record
                else base64.b64decode(record["input_base64"], validate=True) for record in records]
        assert kept == lines, [pair for pair in zip(kept, lines) if pair[0] != pair[1]][:3]
        told = ["\(tool.name): in:%d: %s" % (r["line"], r["error"]) for r in records]
        assert run.stderr.decode().splitlines() == told
        """
      try directory.write(script, to: "check.py")
      try shell("python3 check.py", directory: directory).expect()
    }
  }

  @Test(arguments: Tool.filters)
  func `without a bad line the rejects are an empty file`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("old", to: "rejects")
      let outcome = try tool.run(now + ["--rejects", "rejects"], input: good, directory: directory)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try directory.bytes(of: "rejects") == [])
    }
  }

  @Test(arguments: Tool.filters)
  func `the longest line that is allowed passes, and one byte more is too much`(of tool: Tool)
    throws
  {
    let flags = now + ["--max-line-bytes", "\(good.utf8.count)"]
    for end in ["", "\n", "\r\n", "\r"] {
      for mark in ["", "\u{FEFF}"] {
        let outcome = try tool.run(flags, input: mark + good + end)
        #expect(outcome.status == 0 && !outcome.out.isEmpty, "\(outcome)")
      }
      try tool.run(flags, input: good + " " + end).expect(
        err: """
          \(tool.name): <stdin>:1: the line is longer than 16 bytes (see --max-line-bytes)

          """, status: 1)
    }
  }

  @Test(arguments: Tool.filters)
  func `a line that is too long is kept the same way however it arrives`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let long = String(repeating: "é", count: 50)
      let flags = ["--max-line-bytes", "40", "--rejects", "rejects"]
      let input = "\u{FEFF}\(long)\r\n{}\n\(long)\r"
      _ = try tool.run(flags, input: input, directory: directory)
      let whole = try directory.text(of: "rejects")
      // `printf 'é%.0s' $(seq 50) | base64 -w0`
      let base64 = String(repeating: "w6nDqcOp", count: 16) + "w6nDqQ=="
      #expect(whole.contains(#","line":1,"error":"the line is longer"#), "\(whole)")
      #expect(whole.components(of: #""input_base64":"\#(base64)"}"#) == 2, "\(whole)")
      // Byte by byte: each is read before the next is written, as a message says at the end only.
      let child = try tool.start(flags, directory: directory)
      for byte in input.utf8 { try child.write([byte]) }
      _ = try child.wait()
      #expect(try directory.text(of: "rejects") == whole)
    }
  }

  @Test(arguments: Tool.filters)
  func `--strict stops at the first bad line and leaves the output file as it was`(of tool: Tool)
    throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write("old\n", to: "out")
      try directory.write("\(good)\n\(bad)\n\(bad)\n\(good)\n", to: "in")
      let message = """
        \(tool.name): in:2: platform: unknown value "instagran" (did you mean "instagram"?)

        """
      try tool.run(now + ["--strict", "-o", "out", "in"], directory: directory)
        .expect(err: message, status: 65)
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["in", "out"])
      let outcome = try tool.run(now + ["--strict", "in"], directory: directory)
      #expect(outcome.status == 65 && outcome.err == message, "\(outcome)")
      let written = Tool.streaming.contains(tool) ? 1 : 0
      #expect(outcome.out.split(separator: "\n").count == written, "\(outcome)")
    }
  }

  @Test(arguments: Tool.filters)
  func `--strict stops at the same line with any number of threads`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      let posts = (0..<40_000).map { $0 % 9_000 == 8_999 ? bad : good }
      try directory.write(posts.joined(separator: "\n"), to: "in")
      for threads in ["1", "2", "7"] {
        let outcome = try tool.run(
          now + ["--strict", "--threads", threads, "in"], directory: directory)
        #expect(outcome.status == 65 && outcome.err.hasPrefix("\(tool.name): in:9000: "))
        let written = Tool.streaming.contains(tool) ? 8_999 : 0
        #expect(outcome.outBytes.count { $0 == 0x0A } == written)
      }
    }
  }
}

extension BadLineTests {
  @Test(
    arguments: Tool.recordWriters,
    [
      (["--bogus"], "Unknown option '--bogus'"),
      (["--output"], "Missing value for '--output <file>'"),
      (["--strict=1"], "The option '--strict' does not take any value, but '1' was specified."),
      (["--threads", "0"], "--threads: 0 is not a number from 1 to 1024"),
      (["--threads", "two"], "The value 'two' is invalid for '--threads <n>'"),
      (["--max-line-bytes", "0"], "--max-line-bytes: 0 is not a number from 1 to 1073741824"),
      (["-q", "-v"], "-q and -v exclude each other"),
      (
        ["--now", "noon"],
        #"--now: "noon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
      ),
      (["--\u{1B}[2J\n"], #"Unknown option '--\u{1b}[2J '"#),
    ])
  func `a wrong flag is told in two lines, with status 64`(
    of tool: Tool, _ example: (flags: [String], fault: String)
  ) throws {
    try tool.run(example.flags, input: tool.post).expect(
      err: "\(tool.name): \(example.fault)\nsee \(tool.name) --help\n", status: 64)
  }

  @Test(arguments: Tool.recordWriters)
  func `an input that cannot be opened is told before anything is written`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(tool.post, to: "good")
      try shell("mkdir folder", directory: directory).expect()
      for (operand, reason) in [
        ("missing", "No such file or directory"), ("good/x", "Not a directory"),
        ("folder", "Is a directory"),
      ] {
        try tool.run(now + ["good", operand], directory: directory)
          .expect(err: "\(tool.name): \(operand): \(reason)\n", status: 66)
      }
      try shell("\(tool.name) <folder", directory: directory)
        .expect(err: "\(tool.name): <stdin>: Is a directory\n", status: 66)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a file that may not be read is an input that cannot be opened`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(tool.post, to: "secret")
      try unprivileged(
        "chmod 000 secret", then: "\(tool.name) secret", directory: directory
      ).expect(err: "\(tool.name): secret: Permission denied\n", status: 66)
    }
  }

  @Test(arguments: Tool.recordWriters)
  func `a wrong platform file is a wrong configuration`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("platforms:\n  x:\n    min_gap_hour: 1\n", to: "own.yaml")
      try tool.run(["--platforms", "own.yaml"], input: tool.post, directory: directory).expect(
        err: """
          \(tool.name): own.yaml:3:5: min_gap_hour: unknown key (did you mean "min_gap_hours"?)

          """, status: 78)
      try tool.run(["--platforms", "none.yaml"], input: tool.post, directory: directory).expect(
        err: "\(tool.name): none.yaml: No such file or directory\n", status: 66)
    }
  }

  @Test(arguments: Tool.filters)
  func `-v tells what is done with how many lines, and -q keeps errors`(of tool: Tool) throws {
    let isPlan = tool == Tool("sched-plan")
    let before =
      tool != Tool("sched-score")
      ? ""
      : "sched-score: note: scoring 168 hours from 2026-11-23T00:00:00Z, with 0 audience profiles "
        + "and no calendar; audiences without zones live in UTC\n"
    // The post is placed at its best hour, so that nothing is left to gain.
    let after =
      isPlan
      ? "sched-plan: note: 1 of 1 posts have a slot; no plan is worth over 0.001 % more\n" : ""
    let error = """
      \(tool.name): <stdin>:2: platform: unknown value "instagran" (did you mean "instagram"?)

      """
    let verbose = try tool.run(now + ["-v"], input: "\(good)\n\(bad)\n")
    #expect(
      verbose.err == before + error + after + "\(tool.name): note: 2 lines read, 1 rejected\n",
      "\(verbose)")
    let quiet = try tool.run(now + ["-q"], input: "\(good)\n\(bad)\n")
    #expect(quiet.err == error && quiet.status == 1, "\(quiet)")
    #expect(quiet.out == verbose.out)
  }

  @Test(arguments: Tool.recordWriters)
  func `one file cannot be both the output and the rejects`(of tool: Tool) throws {
    try tool.run(["-o", "a", "--rejects", "a"], input: tool.post).expect(
      err: """
        \(tool.name): -o and --rejects name the same file
        see \(tool.name) --help

        """, status: 64)
  }

  @Test(arguments: Tool.recordWriters)
  func `--help and --version go to standard output, and a full disk is told`(of tool: Tool) throws {
    let version = try tool.run(["--version"])
    #expect(version.status == 0 && version.err.isEmpty, "\(version)")
    #expect(version.out.hasPrefix("\(tool.name) "), "\(version)")
    for flag in ["--help", "--version", "--generate-completion-script=bash"] {
      try shell("\(tool.name) \(flag) >/dev/full").expect(
        err: "\(tool.name): <stdout>: No space left on device\n", status: 74)
    }
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
