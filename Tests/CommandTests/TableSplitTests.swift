import Foundation
import Testing

/// `sched-view --to csv --split`.
struct TableSplitTests {
  private let flags = ["--to", "csv", "--tz", "Europe/Berlin", "--now", "2026-07-01T00:00:00Z"]

  private func post(_ id: Int, _ account: String, _ platform: String = "x") -> String {
    #"{"id":\#(id),"account":"\#(account)","platform":"\#(platform)","text":"t\#(id)","scheduled_at":"2026-12-24T11:00:00Z"}"#
      + "\n"
  }

  private func files(of directory: TemporaryDirectory) throws -> [String: String] {
    let folder = TemporaryDirectory(path: directory.path(of: "out"))
    return try Dictionary(uniqueKeysWithValues: folder.names.map { ($0, try folder.text(of: $0)) })
  }

  @Test
  func `each channel has a file, and standard output nothing`() throws {
    try TemporaryDirectory.with { directory in
      try Tool("sched-view").run(
        flags + ["--layout", "hootsuite", "--split", "out"],
        input: post(1, "a") + post(2, "b/ c") + post(3, "a", "tiktok") + post(4, "a"),
        directory: directory
      ).expect()
      #expect(
        try files(of: directory) == [
          "a@x.csv": "12/24/2026 12:00,t1,\r\n12/24/2026 12:00,t4,\r\n",
          "a@tiktok.csv": "12/24/2026 12:00,t3,\r\n",
          "b%2f%20c@x.csv": "12/24/2026 12:00,t2,\r\n",
        ])
    }
  }

  @Test
  func `each account has a file with a header where the layout is for all`() throws {
    try TemporaryDirectory.with { directory in
      try Tool("sched-view").run(
        flags + ["--layout", "google_calendar", "--split", "out"],
        input: post(1, "a") + post(2, "a", "tiktok"), directory: directory
      ).expect()
      let text = try #require(try files(of: directory)["a.csv"])
      #expect(text.hasPrefix("Subject,") && text.split(separator: "\r\n").count == 3)
    }
  }

  @Test
  func `a thousand accounts are no trouble for a process of 30 files`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write((0..<1000).map { post($0, "a\($0)") }.joined(), to: "plan.jsonl")
      try shell(
        "ulimit -n 30; sched-view --to csv --now 2026-07-01T00:00:00Z --split out plan.jsonl",
        directory: directory
      ).expect()
      #expect(try files(of: directory).count == 1000)
    }
  }

  @Test
  func `a run without a record leaves the files as they were`() throws {
    try TemporaryDirectory.with { directory in
      let tool = Tool("sched-view")
      try tool.run(flags + ["--split", "out"], input: post(1, "a"), directory: directory).expect()
      let before = try files(of: directory)
      try tool.run(flags + ["--split", "out"], directory: directory)
        .expect(err: "sched-view: out: not written: no record was read\n", status: 1)
      #expect(try files(of: directory) == before)
    }
  }

  @Test
  func `a folder that cannot be is an error before anything is read`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("", to: "file")
      for (path, words) in [
        ("file", "Not a directory"), ("none/out", "No such file or directory"),
      ] {
        try Tool("sched-view").run(flags + ["--split", path], input: "x", directory: directory)
          .expect(err: "sched-view: \(path): \(words)\n", status: 74)
      }
    }
  }

  @Test
  func `files and -o exclude each other`() throws {
    let outcome = try Tool("sched-view").run(flags + ["--split", "out", "-o", "plan.csv"])
    #expect(outcome.status == 64)
    #expect(outcome.err.hasPrefix("sched-view: --split and -o exclude each other\n"), "\(outcome)")
  }
}
