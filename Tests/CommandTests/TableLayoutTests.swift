import Testing

/// Layouts of a user's own.
struct TableLayoutTests {
  private static let plan =
    #"{"id":1,"platform":"x","text":"Hi\nthere","n":1.10,"scheduled_at":"2026-12-24T11:00:00Z"}"#
    + "\n"
    + #"{"id":2,"content_type":"youtube_shorts","text":"a;b","scheduled_at":"2026-12-24T11:30:00Z"}"#
    + "\n" + #"{"id":3,"platform":"tiktok","text":"c","scheduled_at":"2026-12-24T11:30:00Z"}"#
    + "\n"

  private func view(_ layouts: String, _ flags: [String] = ["--layout", "own"]) throws -> Outcome {
    try TemporaryDirectory.with { directory in
      try directory.write(layouts, to: "own.yaml")
      return try Tool("sched-view").run(
        ["--to", "csv", "--now", "2026-07-01T00:00:00Z", "--layouts", "own.yaml"] + flags,
        input: Self.plan, directory: directory)
    }
  }

  @Test
  func `a new layout needs no program`() throws {
    let layouts = """
      layouts:
        own:
          title: our newsroom
          zone: utc
          delimiter: ";"
          line_end: lf
          yes: x
          no: ""
          platforms: [x, youtube]
          columns:
            - {name: When, time: "%-d.%-m.%Y %H.%M"}
            - {name: Until, time: "%H.%M", later_minutes: 45}
            - {name: Where, words: {youtube: Video, youtube_shorts: Short}, other: Post}
            - {name: X, flag: [twitter]}
            - {name: What, field: [headline, text], first_line: true}
            - {name: N, field: n}
            - {name: By, constant: sched}
      """
    try view(layouts).expect(
      out: """
        When;Until;Where;X;What;N;By
        24.12.2026 11.00;11.45;Post;x;Hi;1.10;sched
        24.12.2026 11.30;12.15;Short;;"a;b";;sched

        """, err: "sched-view: 1 of 3 posts is not in the table: 1 on other platforms\n")
  }

  @Test
  func `a key of a built-in layout is replaced alone`() throws {
    let outcome = try view("layouts: {plain: {delimiter: \"\\t\"}}", [])
    #expect(outcome.out.hasPrefix("id\taccount\tplatform\t"))
  }

  @Test(arguments: [
    ("own: {colums: []}", #"1:17: colums: unknown key (did you mean "columns"?)"#),
    ("own: {columns: []}", "1:16: own.columns: at least one column is needed"),
    ("own: {title: a}", "1:16: own.columns: this key is missing here"),
    ("own: {columns: [{field: text}]}", "1:27: own.name: this key is missing here"),
    (
      "own: {columns: [{name: a}]}",
      "1:27: own.columns: nothing says what is in the column (one of field, constant, words, flag and time is needed)"
    ),
    (
      "own: {columns: [{name: a, field: b, time: rfc3339}]}",
      "1:27: own.columns: field and time (one of field, constant, words, flag and time is needed)"
    ),
    (
      "own: {columns: [{name: a, flag: instagran}]}",
      #"1:43: own: unknown value "instagran" (did you mean "instagram"?)"#
    ),
    (
      "own: {zone: utd, columns: [{name: a, field: b}]}",
      #"1:23: own.zone: unknown value "utd" (did you mean "utc"?)"#
    ),
    (
      "own: {delimiter: ab, columns: [{name: a, field: b}]}",
      #"1:28: own.delimiter: "ab" is no delimiter (such as , or ; or "\t")"#
    ),
  ])
  func `what is wrong in a layout is told with its place`(
    _ layout: String, _ message: String
  ) throws {
    try view("layouts: {\(layout)}\n").expect(err: "sched-view: own.yaml:\(message)\n", status: 78)
  }

  @Test
  func `an unknown layout is a usage error`() throws {
    try view("layouts: {}", ["--layout", "hotsuite"]).expect(
      err: """
        sched-view: --layout: unknown value "hotsuite" (did you mean "hootsuite"?)
        see sched-view --help

        """, status: 64)
  }
}
