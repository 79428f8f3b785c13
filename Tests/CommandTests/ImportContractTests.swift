import Foundation
import SchedCore
import Testing

/// The filter contract where `sched-import` keeps it in a way of its own: it reads all of its input
/// before it writes a byte, and it reads other files than JSON Lines.
struct ImportContractTests {
  private static let tool = Tool("sched-import")
  private let now = ["--now", "2026-11-23T00:00:00Z"]
  private let header = "id,platform,date,views,text\n"

  /// A table of so many rows, some of them bad, some of posts that come again.
  private func table(rows: Int, seed: UInt64 = 1) -> String {
    var random = SeededGenerator(seed: seed)
    var table = header
    for row in 0..<rows {
      let id = random.next(below: 4) == 0 ? random.next(below: rows) : row
      let platform = ["x", "tiktok", "instagran", "linkedin"][random.next(below: 40) == 0 ? 2 : 0]
      let text = String(repeating: "wörd\n\"\"", count: random.next(below: 12))
      table += "\(id),\(platform),2026-\(10 + id % 2)-\(10 + id % 18) 1\(id % 10):30,"
      table += "\(random.next(below: 9000)),\"\(text)\"\n"
    }
    return table
  }

  @Test
  func `the number of threads changes no byte`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(table(rows: 60_000), to: "t.csv")
      let flags = now + ["--tz", "Europe/Berlin", "--rejects", "rejects", "t.csv", "--threads"]
      let one = try Self.tool.run(flags + ["1"], directory: directory)
      let rejects = try directory.bytes(of: "rejects")
      #expect(one.status == 1 && one.errBytes.count > 10_000 && rejects.count > 10_000)
      for threads in ["2", "7"] {
        let many = try Self.tool.run(flags + [threads], directory: directory)
        #expect(many.outBytes == one.outBytes)
        #expect(many.errBytes == one.errBytes)
        #expect(try directory.bytes(of: "rejects") == rejects)
      }
    }
  }

  @Test(
    arguments: [
      ["LC_ALL": "tr_TR.UTF-8"], ["LC_ALL": "", "LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE"],
      ["TZ": "America/St_Johns"], ["TZ": ":/no/such/zone"], ["LC_ALL": "", "HOME": "/nowhere"],
    ])
  func `the caller's locale and time zone change no byte`(_ environment: [String: String]) throws {
    let flags = now + ["--tz", "Asia/Kolkata"]
    let plain = try Self.tool.run(flags, input: table(rows: 300))
    #expect(plain.status == 1 && !plain.out.isEmpty, "\(plain)")
    try Self.tool.run(flags, input: table(rows: 300), environment: environment)
      .expect(out: plain.out, err: plain.err, status: 1)
  }

  @Test
  func `now is the flag, else SOURCE_DATE_EPOCH, and a later post has not gone out`() throws {
    func field(_ flags: [String], _ epoch: String) throws -> Bool {
      let outcome = try Self.tool.run(
        flags, input: Self.tool.post, environment: ["SOURCE_DATE_EPOCH": epoch])
      #expect(outcome.status == 0, "\(outcome)")
      return outcome.out.contains(#""posted_at":"2026-11-02T09:00:00Z""#)
    }
    // date -u -d 2026-11-02T09:00:00Z +%s
    #expect(try field([], "1793610000"))
    #expect(try field([], "1793609999") == false)
    #expect(try field(["--now", "2026-11-02T10:00:00+01:00"], "0"))
    try Self.tool.run(input: Self.tool.post, environment: ["SOURCE_DATE_EPOCH": "soon"]).expect(
      err: """
        sched-import: SOURCE_DATE_EPOCH: "soon" is not a number of seconds since the epoch
        see sched-import --help

        """, status: 64)
  }

  @Test
  func `a bad row is told with file and line, kept whole, and the others go on`() throws {
    try TemporaryDirectory.with { directory in
      let posts = (1...20).map { $0 == 17 ? Self.tool.bad : $0 == 3 ? "" : Self.tool.post }
      try directory.write(posts.joined(separator: "\n"), to: "posts.jsonl")
      let outcome = try Self.tool.run(
        now + ["-q", "--rejects", "rejects", "posts.jsonl"], directory: directory)
      let fault = #"platform: unknown value "instagran" (did you mean "instagram"?)"#
      // The same post eighteen times is one post.
      outcome.expect(
        out:
          #"{"platform":"x","content_type":"x_post","posted_at":"2026-11-02T09:00:00Z"}"# + "\n",
        err: "sched-import: posts.jsonl:17: \(fault)\n", status: 1)
      let kept = try directory.bytes(of: "rejects")
      let object = try JSONSerialization.jsonObject(with: Data(kept)) as? [String: Any]
      #expect(object?["source"] as? String == "posts.jsonl")
      #expect(object?["line"] as? Int == 17)
      #expect(object?["error"] as? String == fault)
      #expect(object?["input"] as? String == Self.tool.bad)
    }
  }

  @Test
  func `a line that is not JSON is a bad line among others that are`() throws {
    let post = Self.tool.post
    try Self.tool.run(now + ["-q"], input: "\(post)\n{\n\(post)\n").expect(
      out: #"{"platform":"x","content_type":"x_post","posted_at":"2026-11-02T09:00:00Z"}"# + "\n",
      err: "sched-import: <stdin>:2: not JSON: the line ends too early at byte 2\n", status: 1)
  }

  @Test
  func `--strict stops at the first bad row with any number of threads, and leaves the output`()
    throws
  {
    try TemporaryDirectory.with { directory in
      let rows = (0..<40_000).map { row in
        "\(row),\(row % 9_000 == 8_998 ? "instagran" : "x"),2026-11-02 09:00,\(row),\n"
      }
      try directory.write(header + rows.joined(), to: "in")
      try directory.write("old\n", to: "out")
      for threads in ["1", "2", "7"] {
        try Self.tool.run(
          now + ["--tz", "UTC", "--strict", "--threads", threads, "-o", "out", "in"],
          directory: directory
        ).expect(
          err: """
            sched-import: in:9000: platform: unknown value "instagran" (did you mean "instagram"?)

            """, status: 65)
        #expect(try directory.text(of: "out") == "old\n")
      }
      #expect(try directory.names == ["in", "out"])
    }
  }

  @Test
  func `-q keeps errors alone`() throws {
    let outcome = try Self.tool.run(
      now + ["-q", "--tz", "UTC"], input: header + "1,x,2026-11-02,7,\n")
    outcome.expect(err: "sched-import: the only row makes no record\n", status: 1)
  }

  @Test
  func `a platform of the user's own is known by its name`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        "platforms:\n  mastodon:\n    content_types:\n      toot: {windows: {mon-fri: {8-10: 1}}}\n",
        to: "own.yaml")
      let input = Self.tool.post.replacing(#""x""#, with: #""mastodon""#)
      try Self.tool.run(
        now + ["-q", "--platforms", "own.yaml"], input: input, directory: directory
      ).expect(
        out: #"{"platform":"mastodon","content_type":"toot","posted_at":"2026-11-02T09:00:00Z"}"#
          + "\n")
      try Self.tool.run(now + ["-q", "--platform", "mastodon"], input: input).expect(
        err: """
          sched-import: --platform: unknown value "mastodon" (known: youtube, tiktok, instagram, x, \
          linkedin, facebook, twitter)
          see sched-import --help

          """, status: 64)
    }
  }

  @Test
  func `a wrong file of sources is a wrong configuration, with its place`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("sources:\n  own:\n    colums: [a]\n", to: "own.yaml")
      try Self.tool.run(["--sources", "own.yaml"], input: "", directory: directory).expect(
        err: "sched-import: own.yaml:3:5: colums: unknown key (did you mean \"columns\"?)\n",
        status: 78)
    }
  }

  @Test
  func `the built-in sources are a file of sources`() throws {
    try TemporaryDirectory.with { directory in
      try Self.tool.run(["--print-sources", "-o", "all.yaml"], directory: directory).expect()
      let plain = try Self.tool.run(now, input: Self.tool.post)
      try Self.tool.run(
        now + ["--sources", "all.yaml"], input: Self.tool.post, directory: directory
      ).expect(out: plain.out, err: plain.err)
      try shell("sched-import --print-sources >/dev/full").expect(
        err: "sched-import: <stdout>: No space left on device\n", status: 74)
    }
  }

  @Test
  func `a run of its own output gives the same posts`() throws {
    let once = try Self.tool.run(
      now + ["-q", "--tz", "UTC"], input: "platform,date,text\nx,2026-11-02 09:00,\"a\nb\"\n")
    try Self.tool.run(now + ["-q"], input: once.outBytes).expect(out: once.out)
  }
}

/// What the world does to it.
extension ImportContractTests {
  /// Starts the tool, and returns when it reads its input, as its outputs are open by then.
  private func reading(_ directory: TemporaryDirectory) throws -> ChildProcess {
    try directory.write("old\n", to: "out")
    let child = try Self.tool.start(
      ["-o", "out", "--rejects", "rejects"], directory: directory, secondsAllowed: 10)
    // More than a pipe holds.
    try child.write(String(repeating: Self.tool.post + "\n", count: 10_000).utf8)
    #expect(try directory.names.count == 3)
    return child
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGPIPE])
  func `a signal while it reads ends it as that signal and leaves the old file alone`(
    _ signal: Int32
  ) throws {
    try TemporaryDirectory.with { directory in
      let child = try reading(directory)
      child.send(signal)
      let outcome = try child.wait()
      #expect(outcome.signal == signal, "\(outcome)")
      #expect(try directory.names == ["out"])
      #expect(try directory.text(of: "out") == "old\n")
    }
  }

  @Test(arguments: [SIGILL, SIGABRT, SIGSEGV])
  func `a defect ends it with status 70, a message, and the old file alone`(
    _ signal: Int32
  ) throws {
    try TemporaryDirectory.with { directory in
      let child = try reading(directory)
      child.send(signal)
      let outcome = try child.wait()
      #expect(outcome.status == 70, "\(outcome)")
      #expect(outcome.err.contains("sched-import: internal error (out of memory, or a defect"))
      #expect(try directory.names == ["out"])
      #expect(try directory.text(of: "out") == "old\n")
    }
  }

  @Test
  func `a reader that goes away ends it quietly, as SIGPIPE does`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(table(rows: 20_000).replacing("instagran", with: "x"), to: "t.csv")
      let outcome = try shell(
        "{ sched-import -q --tz UTC t.csv; echo $? >&2; } | head -n 1", directory: directory,
        secondsAllowed: 20)
      #expect(outcome.err == "141\n" && outcome.out.split(separator: "\n").count == 1)
    }
  }

  @Test
  func `a file system that fills up leaves the old file`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(table(rows: 2_000).replacing("instagran", with: "x"), to: "t.csv")
      try directory.write("old\n", to: "out")
      // A limit on the size of files stands in for the end of the disk.
      try shell("ulimit -f 8; sched-import -q --tz UTC -o out t.csv", directory: directory)
        .expect(err: "sched-import: out: File too large\n", status: 74)
      #expect(try directory.text(of: "out") == "old\n")
      #expect(try directory.names == ["out", "t.csv"])
    }
  }

  @Test
  func `a pipe, and UTF-16, are copied where TMPDIR says, and what fails there is told`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(table(rows: 2_000).replacing("instagran", with: "x"), to: "t.csv")
      try shell("iconv -f UTF-8 -t UTF-16 t.csv >t.txt", directory: directory).expect()
      for (operand, name) in [("- <t.csv", ""), ("t.txt", "t.txt"), ("- <p", "<stdin>")] {
        let feed = name == "<stdin>" ? "mkfifo p; cat t.csv >p & " : ""
        let full = try shell(
          "\(feed)ulimit -f 8; TMPDIR=$PWD sched-import -q --tz UTC \(operand) | wc -l",
          directory: directory)
        // A file on standard input is read where it is.
        #expect(
          full.err
            == (name.isEmpty ? "" : "sched-import: the copy of \(name): File too large\n"),
          "\(full)")
      }
      try shell("TMPDIR=/no/such sched-import -q --tz UTC t.txt", directory: directory)
        .expect(err: "sched-import: /no/such: No such file or directory\n", status: 74)
      try shell("TMPDIR=/no/such sched-import -q --tz UTC t.csv | wc -l", directory: directory)
        .expect(
          out: "\(try shell("sched-import -q --tz UTC t.csv | wc -l", directory: directory).out)")
      #expect(try directory.names == ["p", "t.csv", "t.txt"])
    }
  }

  @Test
  func `a record that never ends is refused, and --max-line-bytes says when`() throws {
    let long =
      header + "1,x,2026-11-02 09:00,7,\"" + String(repeating: "a\n", count: 5 << 20) + "\"\n"
    try TemporaryDirectory.with { directory in
      try directory.write(long, to: "t.csv")
      try Self.tool.run(
        ["--tz", "UTC", "--max-line-bytes", "1000000", "t.csv"], directory: directory
      )
      .expect(
        err: """
          sched-import: t.csv: a record is longer than 1000000 bytes (is a quotation mark not \
          closed?)

          """, status: 65)
      let whole = try Self.tool.run(["-q", "--tz", "UTC", "t.csv"], directory: directory)
      #expect(whole.status == 0 && whole.outBytes.count > 15 << 20)
    }
  }
}
