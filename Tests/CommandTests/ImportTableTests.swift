import Foundation
import Testing

/// Tables in odd forms, what stays ambiguous in them, and what is wrong in them.
struct ImportTableTests {
  private static let tool = Tool("sched-import")
  private let utc = ["--tz", "UTC"]

  /// Runs the tool on a table that is written here.
  private func run(_ flags: [String], _ table: String) throws -> Outcome {
    try Self.tool.run(ForeignExports.now + flags, input: table)
  }

  private func records(_ flags: [String], _ table: String) throws -> [ImportedRecord] {
    let outcome = try run(flags, table)
    #expect(outcome.status == 0, "\(outcome)")
    return try ImportedRecord.all(of: outcome)
  }

  @Test(arguments: ForeignTables.all)
  func `one table in any form has the same posts`(_ export: ForeignExport) throws {
    let outcome = try export.imported()
    #expect(outcome.status == 0, "\(outcome)")
    let faults = export.faults(in: try ImportedRecord.all(of: outcome))
    #expect(faults == [])
    // A pipe cannot be read twice as a file can.
    let flags = ForeignExports.now + export.arguments + ["-q"]
    try Self.tool.run(flags, input: export.bytes).expect(out: outcome.out)
  }

  @Test(arguments: ForeignTables.all.filter { $0.fileName.hasPrefix("utf-16") })
  func `UTF-16 without its mark is UTF-16`(_ export: ForeignExport) throws {
    let flags = ForeignExports.now + export.arguments + ["-q"]
    let whole = try Self.tool.run(flags, input: export.bytes)
    try Self.tool.run(flags, input: Array(export.bytes.dropFirst(2))).expect(out: whole.out)
  }

  @Test
  func `commas in the dates of a table with tabs are no delimiters`() throws {
    let rows = (1...9).map { "x\tNov \($0), 2026, 3:00 PM\t1,23\($0)\n" }
    let found = try records(utc, "Platform\tDate\tViews\n" + rows.joined())
    #expect(found.compactMap { $0.metrics?["views"] } == (1231...1239).map(Double.init))
  }

  @Test
  func `a cell of several lines, with quotation marks in it, is one text`() throws {
    let found = try records(
      utc,
      "platform,date,text\r\nx,2026-11-02 09:00,\"She said: \"\"hi\"\",\nand left.\"\r\n"
        + "x,2026-11-03 09:00,a \"b\" c\r\n")
    #expect(found.map(\.text) == ["She said: \"hi\",\nand left.", "a \"b\" c"])
  }
}

/// Files of one account that tell of the same posts.
extension ImportTableTests {
  private func together(_ files: [ForeignExport]) throws -> Outcome {
    try TemporaryDirectory.with { directory in
      for file in files { try directory.write(file.bytes, to: file.fileName) }
      return try Self.tool.run(
        ForeignExports.now + files[0].arguments + files.map(\.fileName), directory: directory)
    }
  }

  @Test(arguments: [true, false])
  func `of files that overlap each post counts once, with its larger figures`(
    _ isInOrder: Bool
  ) throws {
    let overlap = ForeignTables.overlap
    let files = [overlap.earlier, overlap.later]
    let outcome = try together(isInOrder ? files : files.reversed())
    #expect(outcome.status == 0, "\(outcome)")
    let faults = ForeignPost.faults(
      in: try ImportedRecord.all(of: outcome), expected: overlap.posts)
    #expect(faults == [])
    #expect(outcome.err.contains("left out: 60 repeated"), "\(outcome.err)")
  }

  @Test(arguments: ForeignExports.all)
  func `the same file twice is the file once`(_ export: ForeignExport) throws {
    let once = try together([export])
    let twice = try together([export, export])
    #expect(twice.status == once.status, "\(twice)")
    #expect(
      twice.out.split(separator: "\n").sorted() == once.out.split(separator: "\n").sorted())
  }

  @Test
  func `a post is the same in whatever words its platform is named, and under --account`() throws {
    let table = """
      id,platform,account,date,views
      1,Twitter,bar,2026-11-02 09:00,5
      1,x,bar,2026-11-02 09:00,7
      1,X,cafe,2026-11-02 09:00,6

      """
    #expect(try records(utc, table).map(\.metrics) == [["views": 7], ["views": 6]])
    let one = try records(utc + ["--account", "house"], table)
    #expect(one.map(\.metrics) == [["views": 7]])
  }

  @Test
  func `where a row does not say when it was measured, the larger figures count`() throws {
    let found = try records(
      utc,
      """
      id,platform,date,views,measured_at
      1,x,2026-11-02 09:00,70,
      1,x,2026-11-02 09:00,50,2026-11-08 00:00

      """)
    #expect(found.map(\.metrics) == [["views": 70]])
  }

  @Test
  func `a row of several posts that is rejected leaves none of them`() throws {
    let table = """
      Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn,Instagram,Instagram Post Type
      one,2027-03-01,10:00,FALSE,TRUE,TRUE,FALSE,FALSE,
      two,2027-03-02,10:00,FALSE,TRUE,TRUE,FALSE,TRUE,SONG

      """
    let outcome = try run(utc + ["-q", "--from", "metricool"], table)
    #expect(outcome.status == 1 && outcome.err.contains("<stdin>:3: "), "\(outcome)")
    #expect(try ImportedRecord.all(of: outcome).map(\.text) == ["one", "one"])
  }

  @Test
  func `of two rows with measured_at the one measured last counts, whatever its figures`() throws {
    let rows = [
      "1,x,2026-11-02 09:00,50,2026-11-08 00:00", "1,x,2026-11-02 09:00,70,2026-11-05 00:00",
    ]
    for rows in [rows, rows.reversed()] {
      let found = try records(
        utc, "id,platform,date,views,measured_at\n" + rows.joined(separator: "\n") + "\n")
      #expect(found.count == 1)
      #expect(found.first?.metrics == ["views": 50])
    }
  }

  @Test
  func `files of two sources are one history`() throws {
    let files = try ["instagram-german.csv", "tweets.js"].map { name in
      try #require(ForeignExports.all.first { $0.fileName == name })
    }
    let outcome = try together(files)
    #expect(outcome.status == 0, "\(outcome)")
    for file in files {
      #expect(outcome.err.contains("sched-import: \(file.fileName): \(file.source) ("))
    }
    let faults = ForeignPost.faults(
      in: try ImportedRecord.all(of: outcome), expected: files.flatMap(\.posts))
    #expect(faults == [])
  }
}

/// What one cell does not tell.
extension ImportTableTests {
  @Test
  func `dates that can be read in two orders are asked for, and --date-order answers`() throws {
    let table = "platform,date,text\nx,03/04/2026 09:00,a\nx,05/06/2026 09:00,b\n"
    try run(utc, table).expect(
      err: """
        sched-import: <stdin>: date: every date can be read as %m/%d/%Y %H:%M and as %d/%m/%Y %H:%M \
        (say which with --date-order: mdy or dmy)
        see sched-import --help

        """, status: 64)
    // 2026-04-03T09:00Z and 2026-03-04T09:00Z, by date -u +%s.
    for (order, instant) in [("dmy", 1_775_206_800), ("mdy", 1_772_614_800)] as [(String, Int64)] {
      #expect(try records(utc + ["--date-order", order], table).first?.instant == instant)
    }
  }

  @Test
  func `one date that can be read in one order alone tells for all`() throws {
    let found = try records(
      utc, "platform,date,text\nx,03/04/2026 09:00,a\nx,25/06/2026 09:00,b\n")
    #expect(found.first?.instant == 1_775_206_800)
  }

  @Test
  func `a mark that may begin a fraction is asked for, and --decimal answers`() throws {
    let table = "platform,date,engagement rate\nx,2026-11-02 09:00,\"1,234\"\n"
    try run(utc, table).expect(
      err: """
        sched-import: <stdin>:2: engagement rate: "1,234" may be a fraction or thousands (say which \
        mark begins fractions with --decimal: point or comma)
        see sched-import --help

        """, status: 64)
    for (mark, value) in [("point", 1234), ("comma", 1.234)] {
      let found = try records(utc + ["--decimal", mark], table)
      #expect(found.first?.metrics == ["engagement_rate": value])
    }
  }

  @Test
  func `counts are whole, so a mark before three digits groups thousands`() throws {
    let found = try records(
      utc, "platform;date;views\nx;2026-11-02 09:00;1.234\nx;2026-11-03 09:00;12\n")
    #expect(found.map(\.metrics) == [["views": 1234], ["views": 12]])
  }

  @Test
  func `two decimal marks in one column are an error, with both cells`() throws {
    try run(
      utc, "platform,date,views\nx,2026-11-02 09:00,\"1,234.5\"\nx,2026-11-03 09:00,\"1.234,5\"\n"
    ).expect(
      err: """
        sched-import: <stdin>:3: views: "1.234,5" and "1,234.5" (line 2) have different decimal \
        marks, so that neither is sure

        """, status: 65)
  }

  @Test
  func `instants in RFC 3339 are read in one way, with any offset`() throws {
    let found = try records(
      [],
      """
      {"platform":"x","posted_at":"2026-11-02T09:00:00Z"}
      {"platform":"tiktok","posted_at":"2026-11-02T10:00:00+01:00"}
      {"platform":"linkedin","posted_at":"2026-11-02T14:30:00+05:30"}

      """)
    // date -u -d 2026-11-02T09:00:00Z +%s
    #expect(found.map(\.instant) == [1_793_610_000, 1_793_610_000, 1_793_610_000])
  }
}

/// What is wrong.
extension ImportTableTests {
  @Test
  func `a quotation mark that is never closed is told with the line of its record`() throws {
    try run(
      utc,
      "platform,date,text\nx,2026-11-01 09:00,\"two\nlines\"\nx,\"2026-11-02 09:00,a\n"
        + "x,2026-11-03 09:00,b\n"
    ).expect(
      err: """
        sched-import: <stdin>:4: a quotation mark of this record is never closed (double the marks \
        inside a cell)

        """, status: 65)
  }

  @Test
  func `text of a spreadsheet on Windows is told with its line and what converts it`() throws {
    let table = Array("platform,date,text\nx,2026-11-02 09:00,a\nx,2026-11-03 09:00,caf".utf8)
    try Self.tool.run(utc, input: table + [0xE9, 0x0A]).expect(
      err: """
        sched-import: <stdin>:3: the text is not UTF-8 (if a spreadsheet on Windows saved it, iconv \
        -f WINDOWS-1252 -t UTF-8 makes it so)

        """, status: 65)
  }

  @Test
  func `a file that no source fits is told with the nearest one and what it lacks`() throws {
    try run(utc, "a,b\n1,2\n").expect(
      err: """
        sched-import: <stdin>: no source has columns like these (sched-import --describe shows its \
        columns, and begins a file for --sources)

        """, status: 65)
    try run(utc, "Datum,Uhrzeit,Aufrufe\n2026-11-02,09:00,7\n").expect(
      err: """
        sched-import: <stdin>: no source has just these columns; the nearest is plain, which has \
        "platform" too (sched-import --describe shows its columns, and begins a file for --sources)

        """, status: 65)
    for table in ["Datum,Plattform\n2026-11-02 09:00,x\n", #"[{"platform":"x"}]"#] {
      try run(utc + ["--from", "metricool"], table)
        .expectRefusal(status: 65, saying: "sched-import: <stdin>: not of metricool, which has ")
    }
  }

  @Test
  func `a wrong word of a flag is told with the nearest one`() throws {
    for (flags, fault) in [
      (["--from", "plan"], #"--from: unknown value "plan" (did you mean "plain"?)"#),
      (["--platform", "xx"], #"--platform: unknown value "xx" (did you mean "x"?)"#),
      (
        ["--tz", "Europe/Berln"],
        #"--tz: unknown time zone "Europe/Berln" (did you mean "Europe/Berlin"?)"#
      ),
      (
        ["--decimal", "dot"],
        "The value 'dot' is invalid for '--decimal <mark>'. Please provide one of 'point' and "
          + "'comma'."
      ),
      (
        ["--date-order", "ydm"],
        "The value 'ydm' is invalid for '--date-order <order>'. Please provide one of 'dmy', 'mdy' "
          + "or 'ymd'."
      ),
      (
        ["--measured-at", "noon"],
        #"--measured-at: "noon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
      ),
      (["--account", ""], "--account: a name is needed"),
    ] {
      try run(flags, "platform,date\nx,2026-11-02 09:00\n").expect(
        err: "sched-import: \(fault)\nsee sched-import --help\n", status: 64)
    }
  }

  @Test
  func `a word for a type that is not known rejects its row, whole, and the others go on`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        "id,platform,date,type,text\n1,instagram,2026-11-02 09:00,Reel,a\n"
          + "2,instagram,2026-11-03 09:00,Hologram,\"a\nb \"\"c\"\"\"\n"
          + "3,instagram,2026-11-04 09:00,Story,d\n", to: "t.csv")
      let outcome = try Self.tool.run(
        utc + ["--rejects", "bad", "t.csv"], directory: directory)
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.err.hasPrefix("sched-import: t.csv:3: type: unknown value \"Hologram\""))
      #expect(outcome.err.contains("2 posts of 3 rows; left out: 1 rejected\n"), "\(outcome.err)")
      #expect(
        try ImportedRecord.all(of: outcome).map(\.contentType) == [
          "instagram_reels", "instagram_stories",
        ])
      let kept = try directory.text(of: "bad")
      #expect(
        kept.hasSuffix(
          #""input":"2,instagram,2026-11-03 09:00,Hologram,\"a\nb \"\"c\"\"\""}"# + "\n"),
        "\(kept)")
      #expect(kept.hasPrefix(#"{"source":"t.csv","line":3,"error":"type: unknown value"#))
    }
  }

  @Test
  func `a time that is none rejects its row, where most of the column are times`() throws {
    let rows = (1...40).map { "x,2026-11-\($0 % 28 + 1) 09:\($0 + 10),t\($0)\n" }.joined()
    let outcome = try run(utc, "platform,date,text\n" + rows + "x,soon,z\n")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(
      outcome.err.hasPrefix(
        "sched-import: <stdin>:42: date: \"soon\" is not in the format of its column "),
      "\(outcome)")
    #expect(try ImportedRecord.all(of: outcome).count == 40)
  }
}

/// What the flags say of all rows.
extension ImportTableTests {
  @Test
  func `--account names all rows, and --platform those that name none`() throws {
    let found = try records(
      utc + ["--platform", "tiktok", "--account", "roastery"],
      "platform,date,account\nx,2026-11-02 09:00,\n,2026-11-03 09:00,bar\n")
    #expect(found.map(\.platform) == ["x", "tiktok"])
    #expect(found.map(\.account) == ["roastery", "roastery"])
  }

  @Test
  func `a row without a platform is rejected, and the message says what would help`() throws {
    try run(utc + ["-q"], "platform,date\n,2026-11-02 09:00\n").expect(
      err: """
        sched-import: <stdin>:2: platform: missing (or say it for all rows with --platform)

        """, status: 1)
  }

  @Test
  func `--measured-at says when the figures were read, where the file does not`() throws {
    let found = try records(
      utc + ["--measured-at", "2026-11-20T00:00:00Z"],
      "id,platform,date,views,measured_at\n1,x,2026-11-02 09:00,7,2026-11-08 00:00\n"
        + "2,x,2026-11-03 09:00,8,\n")
    // date -u -d 2026-11-08 +%s and 2026-11-20.
    #expect(
      found.map { $0.measuredAt?.timeIntervalSince1970 } == [1_794_096_000, 1_795_132_800])
  }

  @Test
  func `what an export of published posts dates after now has not gone out, and is told`() throws {
    let export = try #require(
      ForeignExports.all.first { $0.fileName == "instagram-german.csv" })
    let outcome = try Self.tool.run(
      ["--now", "2026-06-01T00:00:00Z"] + export.arguments, input: export.bytes)
    #expect(outcome.status == 0, "\(outcome)")
    let records = try ImportedRecord.all(of: outcome)
    // date -u -d 2026-06-01 +%s
    let later = export.posts.count { ($0.instant ?? 0) > 1_780_272_000 }
    #expect(records.count { $0.scheduledAt != nil } == later && later > 0)
    #expect(
      outcome.err.contains(
        "sched-import: warning: \(later) posts have times after now, so they have not gone out"),
      "\(outcome.err)")
  }

  @Test
  func `a wrong zone is seen by the clock in the ids`() throws {
    let export = try #require(ForeignExports.all.first { $0.source == "tiktok_studio" })
    let outcome = try Self.tool.run(
      ForeignExports.now + ["--tz", "Asia/Tokyo"] + export.flags, input: export.bytes)
    if export.posts.allSatisfy({ $0.instant != nil }), export.zone != nil {
      #expect(outcome.err.contains("h off the clock in the ids of their posts (is --tz right?)"))
    }
  }

  @Test
  func `rows without an id are posts of their own, and equal ones are one post`() throws {
    let found = try records(
      utc, "platform,date,text\nx,2026-11-02 09:00,a\nx,2026-11-02 09:00,b\nx,2026-11-02 09:00,a\n")
    #expect(found.map(\.text) == ["b", "a"])
    #expect(found.allSatisfy { $0.id == nil })
  }

  @Test
  func `ids that a spreadsheet has rounded are none, and are told`() throws {
    for mark in [".", ","] {
      let outcome = try run(
        utc,
        "id;platform;date;views\n1\(mark)81E+18;x;2026-11-02 09:00;7\n"
          + "1\(mark)81E+18;x;2026-11-03 09:00;8\n1810000000000000001;x;2026-11-04 09:00;9\n")
      #expect(outcome.status == 0, "\(outcome)")
      let found = try ImportedRecord.all(of: outcome)
      #expect(found.map(\.id) == [nil, nil, "1810000000000000001"])
      #expect(found.map(\.metrics) == [["views": 7], ["views": 8], ["views": 9]])
      #expect(
        outcome.err.hasSuffix(
          "sched-import: warning: 2 posts have no id, for a spreadsheet took it for a number, as "
            + "1.81E+18 (import the file as it was downloaded)\n"),
        "\(outcome.err)")
    }
  }
}

/// A file that no source knows yet.
extension ImportTableTests {
  private func described(_ content: String, to name: String) throws -> [ImportedRecord] {
    try TemporaryDirectory.with { directory in
      try directory.write(content, to: name)
      let outcome = try shell(
        """
        sched-import --describe \(name) -o own.yaml &&
          sched-import --sources own.yaml --from my_export --tz UTC \(name)
        """, directory: directory)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.err.contains(": my_export (my_export), "), "\(outcome)")
      return try ImportedRecord.all(of: outcome)
    }
  }

  @Test
  func `what --describe prints of a table is a source of it`() throws {
    let found = try described(
      "Wann;Was;Likes;Beitrag\n02.11.2026 09:00;instagram;1.234;\"a\nb\"\n"
        + "25.11.2026 18:30;instagram;12;c\n", to: "own.csv")
    #expect(found.map(\.platform) == ["instagram", "instagram"])
    // date -u -d '2026-11-02 09:00' +%s and '2026-11-25 18:30'.
    #expect(found.map(\.instant) == [1_793_610_000, 1_795_631_400])
    #expect(found.map(\.metrics) == [["likes": 1234], ["likes": 12]])
    #expect(found.map(\.text) == ["a\nb", "c"])
  }

  @Test
  func `--describe shows the figures that a document holds in arrays by name`() throws {
    let export = try #require(ForeignExports.all.first { $0.source == "instagram_graph" })
    let outcome = try Self.tool.run(["--describe"], input: export.bytes)
    #expect(outcome.out.contains("#   insights.data[saved].values[0].value"), "\(outcome)")
  }

  @Test
  func `what --describe prints of a document is a source of it`() throws {
    let found = try described(
      #"""
      {"ok": true, "data": [
        {"id": 17, "platform": "x", "published_at": "2026-11-02T09:00:00Z", "likes": 3},
        {"id": 18, "platform": "x", "published_at": "2026-11-03T09:00:00+01:00", "likes": 4}]}
      """#, to: "own.json")
    #expect(found.map(\.id) == ["17", "18"])
    #expect(found.map(\.instant) == [1_793_610_000, 1_793_692_800])
    #expect(found.map(\.metrics) == [["likes": 3], ["likes": 4]])
  }

  @Test
  func `--describe shows each column with its share, its form and an example`() throws {
    let outcome = try Self.tool.run(
      ["--describe"], input: "id,platform,date,views\n1,x,2026-11-02 09:00,7\n2,x,,8\n")
    outcome.expect(
      out: """
        # <stdin>: a table with commas, 2 rows
        #
        #   id        100 %  number, such as "1"
        #   platform  100 %  words: "x"
        #   date       50 %  time, %Y-%m-%d %H:%M, such as "2026-11-02 09:00"
        #   views     100 %  number, such as "7"
        #
        sources:
          my_export:
            columns: [date, id, platform]
            platform: {columns: platform}
            id: id
            posted_at: date
            metrics:
              views: views

        """)
    try Self.tool.run(["--describe"], input: "").expect(
      err: "sched-import: <stdin>: there are no rows to describe\n", status: 65)
  }
}

extension Outcome {
  /// Fails the test unless the program wrote nothing, and told why in a line that begins so.
  fileprivate func expectRefusal(
    status: Int32, saying start: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      self.status == status && out.isEmpty && err.hasPrefix(start), "\(self)",
      sourceLocation: sourceLocation)
  }
}
