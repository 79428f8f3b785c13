import Testing

/// The filter contract, for every tool: a source that is a container of another kind is told once,
/// with its cure.
struct WrongContainerTests {
  private static let post = #"{"platform":"x"}"#

  /// What a shell makes of `good`, and what is said of it.
  private static let sources = [
    ("gzip -c good", "this is compressed with gzip, not JSON Lines", "zcat FILE unpacks it"),
    (
      "printf '\\050\\265\\057\\375\\044\\0'",
      "this is compressed with zstd, not JSON Lines", "zstdcat FILE unpacks it"
    ),
    (
      "printf 'PK\\003\\004\\024\\n\\n\\n'",
      "this is a ZIP archive, such as an XLSX workbook, not JSON Lines",
      "xlsx2csv FILE makes a CSV table of it"
    ),
    (
      "iconv -f UTF-8 -t UTF-16 good", "this is UTF-16, not UTF-8",
      "iconv -f UTF-16 -t UTF-8 FILE converts it"
    ),
    (
      "iconv -f UTF-8 -t UTF-16LE good", "this is UTF-16, not UTF-8",
      "iconv -f UTF-16 -t UTF-8 FILE converts it"
    ),
    (
      "jq -s . good", "this is a JSON array, not JSON Lines",
      "jq -c '.[]' FILE makes a line of each element"
    ),
    (
      "jq . good", "this is pretty-printed JSON, not JSON Lines",
      "jq -c . FILE makes a line of each object"
    ),
    (
      "printf 'id,platform\\n1,x\\n2,x\\n'", "this is a CSV table, not JSON Lines",
      "sched-import FILE makes records of it"
    ),
    (
      "printf 'BEGIN:VCALENDAR\\r\\nEND:VCALENDAR\\r\\n'",
      "this is an iCalendar file, not JSON Lines",
      "records are JSON objects, one a line: see sched(7)"
    ),
  ]

  /// All but sched-import, which reads some of the sources.
  private static let readers = Tool.all.filter { $0.name != "sched-import" }

  @Test(.isInstalled("jq"), arguments: readers, sources)
  func `the wrong container is one message with its cure, as an operand and as standard input`(
    of tool: Tool, _ source: (make: String, what: String, cure: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("\(Self.post)\n\(Self.post)\n", to: "good")
      try shell("\(source.make) >wrong", directory: directory).expect()
      try directory.write("old\n", to: "out")
      let flags = ["--now", "2026-11-23T00:00:00Z", "--rejects", "rejects", "-o", "out"]
      func told(_ name: String, _ cure: String) -> String {
        "\(tool.name): \(name): \(source.what) (\(cure))\n"
      }
      try tool.run(flags + ["wrong"], directory: directory)
        .expect(err: told("wrong", source.cure.replacing("FILE", with: "wrong")), status: 65)
      try shell("\(tool.name) \(flags.joined(separator: " ")) <wrong", directory: directory)
        .expect(err: told("<stdin>", source.cure.replacing(" FILE", with: "")), status: 65)
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["good", "out", "wrong"])
    }
  }

  @Test(
    arguments: [
      ("gzip -c good", "compressed with gzip", "zcat FILE unpacks it"),
      ("printf '\\050\\265\\057\\375\\044\\0'", "compressed with zstd", "zstdcat FILE unpacks it"),
      (
        "printf 'PK\\003\\004\\024\\n\\n\\n'", "a ZIP archive, such as an XLSX workbook",
        "xlsx2csv FILE makes a CSV table of it"
      ),
      (
        "printf 'BEGIN:VCALENDAR\\r\\nEND:VCALENDAR\\r\\n'", "an iCalendar file",
        "export the posts as CSV or JSON"
      ),
    ])
  func `sched-import names the containers that it does not open`(
    _ source: (make: String, what: String, cure: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("\(Self.post)\n\(Self.post)\n", to: "good")
      try shell("\(source.make) >wrong", directory: directory).expect()
      try directory.write("old\n", to: "out")
      for (run, name, file) in [("wrong", "wrong", " wrong"), ("<wrong", "<stdin>", "")] {
        let outcome = try shell(
          "sched-import --rejects rejects -o out \(run)", directory: directory)
        let cure = source.cure.replacing(" FILE", with: file)
        #expect(
          outcome.err
            == "sched-import: \(name): this is \(source.what), not CSV or JSON (\(cure))\n",
          "\(outcome)")
        #expect(outcome.status == 65, "\(outcome)")
      }
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["good", "out", "wrong"])
    }
  }

  @Test(arguments: Tool.streaming)
  func `sources before the wrong one have gone out, and nothing of it`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.post + "\n", to: "good")
      try directory.write("id,platform\n1,x\n", to: "wrong")
      let outcome = try tool.run(["good", "wrong", "good"], directory: directory)
      #expect(outcome.status == 65, "\(outcome)")
      #expect(outcome.out.split(separator: "\n").count == 1, "\(outcome)")
      #expect(outcome.err.split(separator: "\n").count == 1, "\(outcome)")
    }
  }

  @Test(.isInstalled("jq"), arguments: Tool.filters)
  func `the cures cure`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("\(Self.post)\n\(Self.post)\n", to: "good")
      for (make, cure) in [
        ("gzip -c good", "zcat"), ("iconv -t UTF-16 good", "iconv -f UTF-16 -t UTF-8"),
        ("jq -s . good", "jq -c '.[]'"), ("jq . good", "jq -c ."),
      ] {
        let outcome = try shell(
          "\(make) >wrong && \(cure) wrong | \(tool.name) -q", directory: directory)
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
        #expect(outcome.out.split(separator: "\n").count == 2, "\(outcome)")
      }
    }
  }

  @Test(arguments: Tool.filters)
  func `a bad first line is a bad line, and the others go on`(of tool: Tool) throws {
    for bad in ["{", "{\"a\":[", "{\"a\":1,", "[1]", "hello, world", "{'a':1}", "id,platform"] {
      let outcome = try tool.run(["-q"], input: "\(bad)\n\(Self.post)\n")
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.out.split(separator: "\n").count == 1, "\(outcome)")
      #expect(outcome.err.hasPrefix("\(tool.name): <stdin>:1: not JSON: "), "\(outcome)")
    }
  }

  @Test
  func `overlong sources are told, too`() throws {
    let array = "[" + [String](repeating: Self.post, count: 100).joined(separator: ",") + "]"
    try Tool("sched-score").run(["--max-line-bytes", "100"], input: array).expect(
      err: """
        sched-score: <stdin>: this is a JSON array, not JSON Lines (jq -c '.[]' makes a line of each \
        element)

        """, status: 65)
  }

  @Test(
    arguments: [
      ("sched-score", "--recent", 65), ("sched-score", "--params", 65),
      ("sched-plan", "--existing", 65), ("sched-plan", "--params", 65),
      ("sched-predict", "--model", 65), ("sched-predict", "--params", 65),
      ("sched-feedback", "--params", 65),
      ("sched-score", "--calendar", 78), ("sched-score", "--audience", 78),
      ("sched-score", "--platforms", 78), ("sched-plan", "--constraints", 78),
      ("sched-plan", "--job", 78), ("sched-feedback", "--thresholds", 78),
    ] as [(String, String, Int32)])
  func `a file that a flag names is told in the same way`(
    _ tool: String, _ flag: String, _ status: Int32
  ) throws {
    let wanted = status == 78 ? "YAML" : "JSON Lines"
    try TemporaryDirectory.with { directory in
      try directory.write([0x1F, 0x8B, 0x08, 0x00, 0x0A, 0x0B], to: "a.gz")
      try Tool(tool).run([flag, "a.gz"], input: Self.post, directory: directory).expect(
        err: "\(tool): a.gz: this is compressed with gzip, not \(wanted) (zcat a.gz unpacks it)\n",
        status: status)
      try directory.write("id,platform\n1,x\n", to: "a.csv")
      let csv = try Tool(tool).run([flag, "a.csv"], input: Self.post, directory: directory)
      #expect(csv.err.hasPrefix("\(tool): a.csv: this is a CSV table, not \(wanted)"), "\(csv)")
      #expect(csv.status == status && csv.err.split(separator: "\n").count == 1, "\(csv)")
    }
  }

  @Test
  func `a calendar in iCalendar is told with what is needed`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", to: "x.ics")
      try Tool("sched-score").run(["--calendar", "x.ics"], input: Self.post, directory: directory)
        .expect(
          err: """
            sched-score: x.ics: this is an iCalendar file, not YAML (write its dates as YAML: see \
            sched-calendar(5))

            """, status: 78)
    }
  }

  @Test
  func `YAML in UTF-16 with its mark, and in the form of JSON, is read as before`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("platforms:\n  x: {min_gap_hours: 3}\n", to: "a")
      try directory.write("{\n  \"platforms\": {\"x\": {\"min_gap_hours\": 3}}\n}\n", to: "c")
      try shell("iconv -f UTF-8 -t UTF-16 a >b", directory: directory).expect()
      for name in ["a", "b", "c"] {
        let outcome = try Tool("sched-score").run(
          ["--platforms", name], input: Self.post, directory: directory)
        #expect(outcome.status == 0, "\(outcome)")
      }
    }
  }
}
