import Foundation
import Testing

/// `sched-view --to csv`.
struct TableExportTests {
  private static let flags = [
    "--to", "csv", "--tz", "Europe/Berlin", "--now", "2026-07-01T00:00:00Z",
  ]

  /// In July, on the day of a clock change, and in winter.
  private static let plan =
    #"{"id":"p1","account":"roastery","platform":"instagram","content_type":"instagram_reels","text":"Say \"hi\",\nor \u00fc\ud83c\udf31","media":["https://example.com/1.jpg","https://example.com/2.jpg"],"scheduled_at":"2026-07-06T22:30:00Z","score":0.9,"status":"scheduled","key":"roastery/instagram/p1"}"#
    + "\n"
    + #"{"id":2,"account":"roastery","platform":"instagram","title":"=Beans","text":"@ada -1","url":"https://example.com/?a=1,2","scheduled_at":"2026-10-25T00:30:00Z","score":1,"status":"scheduled","key":"roastery/instagram/=2","tags":["a","b"]}"#
    + "\n"
    + #"{"id":"p3","account":"roastery","content_type":"instagram_feed","text":"Noon ","scheduled_at":"2026-12-24T11:00:00Z","status":"scheduled"}"#
    + "\n"

  private func view(
    _ layout: String, _ more: [String] = [], input: String = Self.plan,
    directory: TemporaryDirectory? = nil
  ) throws -> Outcome {
    try Tool("sched-view").run(
      Self.flags + ["--layout", layout] + more, input: input, directory: directory)
  }

  private static let expected = [
    "plain": """
    id,account,platform,content_type,scheduled_at,local,score,status,title,text,url,key
    p1,roastery,instagram,instagram_reels,2026-07-06T22:30:00Z,2026-07-07T00:30:00+02:00,0.9,scheduled,,"Say ""hi"",␊or ü🌱",,roastery/instagram/p1
    2,roastery,instagram,instagram_feed,2026-10-25T00:30:00Z,2026-10-25T02:30:00+02:00,1,scheduled,=Beans,@ada -1,"https://example.com/?a=1,2",roastery/instagram/=2
    p3,roastery,instagram,instagram_feed,2026-12-24T11:00:00Z,2026-12-24T12:00:00+01:00,,scheduled,,"Noon ",,

    """,
    "hootsuite": """
    07/07/2026 00:30,"Say ""hi"",␊or ü🌱",
    10/25/2026 02:30,@ada -1,"https://example.com/?a=1,2"
    12/24/2026 12:00,"Noon ",

    """,
    "metricool": """
    Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn,GBP,Instagram,Pinterest,TikTok,Youtube,Threads,Bluesky,Picture Url 1,Picture Url 2,Picture Url 3,Picture Url 4,Picture Url 5,Picture Url 6,Picture Url 7,Picture Url 8,Picture Url 9,Picture Url 10,Instagram Post Type,Youtube Video Title
    "Say ""hi"",␊or ü🌱",2026-07-07,00:30:00,FALSE,FALSE,FALSE,FALSE,FALSE,TRUE,FALSE,FALSE,FALSE,FALSE,FALSE,https://example.com/1.jpg,https://example.com/2.jpg,,,,,,,,,REEL,
    @ada -1,2026-10-25,02:30:00,FALSE,FALSE,FALSE,FALSE,FALSE,TRUE,FALSE,FALSE,FALSE,FALSE,FALSE,,,,,,,,,,,POST,=Beans
    "Noon ",2026-12-24,12:00:00,FALSE,FALSE,FALSE,FALSE,FALSE,TRUE,FALSE,FALSE,FALSE,FALSE,FALSE,,,,,,,,,,,POST,

    """,
    "buffer": """
    Text,Image URL,Tags,Posting Time
    "Say ""hi"",␊or ü🌱",https://example.com/1.jpg,,2026-07-07 00:30
    @ada -1,,"a,b",2026-10-25 02:30
    "Noon ",,,2026-12-24 12:00

    """,
    "google_calendar": """
    Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private
    "Say ""hi"",",07/07/2026,12:30 AM,07/07/2026,12:45 AM,False,"Say ""hi"",␊or ü🌱",instagram_reels,False
    =Beans,10/25/2026,02:30 AM,10/25/2026,02:45 AM,False,@ada -1,instagram_feed,False
    "Noon ",12/24/2026,12:00 PM,12/24/2026,12:15 PM,False,"Noon ",instagram_feed,False

    """,
  ]

  @Test(arguments: expected.keys.sorted())
  func `a layout is what its program imports`(_ layout: String) throws {
    let rows = try #require(Self.expected[layout])
    // A line end in a text stays what it is.
    try view(layout).expect(
      out: rows.replacing("\n", with: "\r\n").replacing("␊", with: "\n"))
  }

  @Test
  func `every built-in layout has its test`() throws {
    let outcome = try Tool("sched-view").run(["--print-layouts"])
    let names = outcome.out.matches(of: #/(?m)^  (\w+):$/#).map { String($0.1) }
    #expect(names.sorted() == Self.expected.keys.sorted())
  }

  @Test(.isInstalled("python3"))
  func `Python reads the cells that went in`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.plan, to: "plan.jsonl")
      try view("plain", ["-o", "plan.csv"], directory: directory).expect()
      try shell(
        """
        python3 -c '
        import csv, json
        rows = list(csv.DictReader(open("plan.csv", newline="")))
        posts = [json.loads(line) for line in open("plan.jsonl")]
        assert [row["text"] for row in rows] == [post["text"] for post in posts]
        assert [row["id"] for row in rows] == [str(post["id"]) for post in posts]
        '
        """, directory: directory
      ).expect()
    }
  }

  @Test(arguments: ["hootsuite", "metricool", "buffer", "google_calendar"])
  func `local times need a zone`(_ layout: String) throws {
    let outcome = try Tool("sched-view").run(["--to", "csv", "--layout", layout], input: Self.plan)
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("sched-view: --tz: a zone is needed, for "), "\(outcome)")
    #expect(outcome.err.contains(" has local times (such as --tz Europe/Berlin)\n"))
  }

  @Test
  func `a plain table needs none`() throws {
    let outcome = try Tool("sched-view").run(
      ["--to", "csv", "--now", "2026-07-01T00:00:00Z"], input: Self.plan)
    #expect(outcome.status == 0)
    #expect(
      outcome.out.contains("\r\np3,roastery,instagram,instagram_feed,2026-12-24T11:00:00Z,,,"))
  }

  @Test
  func `only posts with a slot that is still to come have a row`() throws {
    let plan =
      #"{"id":1,"platform":"x","scheduled_at":"2026-06-30T09:00:00Z","status":"overdue"}"# + "\n"
      + #"{"id":2,"platform":"x","scheduled_at":null,"status":"unscheduled"}"# + "\n"
      + #"{"id":3,"platform":"x","posted_at":"2026-06-30T09:00:00Z"}"# + "\n"
      + #"{"id":4,"platform":"x","status":"draft","scheduled_at":"2026-07-02T09:00:00Z"}"# + "\n"
    try view("buffer", input: plan + plan).expect(
      out: "Text,Image URL,Tags,Posting Time\r\n",
      err: "sched-view: 4 of 4 posts are not in the table: "
        + "1 draft, 1 overdue, 1 published, 1 unscheduled\n")
  }

  @Test
  func `a post that occurs twice has one row`() throws {
    let once = try view("plain")
    try view("plain", input: Self.plan + Self.plan).expect(out: once.out)
  }

  @Test
  func `a row in the second round of a repeated hour is told`() throws {
    let plan = #"{"id":1,"platform":"x","scheduled_at":"2026-10-25T01:30:00Z"}"#
    try view("hootsuite", input: plan).expect(
      out: "10/25/2026 02:30,,\r\n",
      err: "sched-view: warning: 1 row is in the second round of an hour that the clocks of "
        + "Europe/Berlin repeat, which a local time cannot say (it means the first)\n")
    #expect(try view("plain", input: plan).err.isEmpty)
  }

  @Test
  func `a table for one channel ends the run at another's post`() throws {
    let other =
      #"{"id":9,"account":"roastery","platform":"x","scheduled_at":"2026-12-24T11:00:00Z"}"#
    try view("hootsuite", input: Self.plan + other).expect(
      err: """
        sched-view: <stdin>:4: this post is for "roastery on x", others are for "roastery on \
        instagram", and Hootsuite takes a file for each channel (use --split DIR)
        see sched-view --help

        """, status: 64)
    #expect(try view("metricool", input: Self.plan + other).status == 0)
  }

  @Test
  func `more rows than the program takes are told`() throws {
    let plan = (0..<101).map {
      #"{"id":\#($0),"platform":"x","scheduled_at":"2026-12-24T11:00:00Z"}"# + "\n"
    }.joined()
    #expect(
      try view("buffer", input: plan).err
        == "sched-view: warning: 101 rows, and Buffer takes 100 a file (cut the plan by time)\n")
  }

  @Test
  func `texts that look like formulas stay what they are, unless a layout marks them`() throws {
    let outcome = try view("buffer", ["-v"])
    #expect(outcome.out.contains("\r\n@ada -1,"))
    #expect(
      outcome.err.contains(
        "texts that begin like a spreadsheet's formula: 1 (they are kept as they are)\n"))
    try TemporaryDirectory.with { directory in
      try directory.write("layouts: {plain: {formulas: apostrophe}}\n", to: "own.yaml")
      let marked = try view("plain", ["--layouts", "own.yaml"], directory: directory)
      #expect(marked.out.contains(",'=Beans,'@ada -1,"))
    }
  }
}
