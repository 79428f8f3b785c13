import Foundation
import SchedCore
import Testing

/// The filter contract, for every tool: what goes in, and that it comes out as it came.
///
/// What a tool adds to a post that says nothing but its platform is learned from a run of its own;
/// all else that is expected is the input's own bytes.
struct ContractTests {
  @Test(arguments: Tool.filters)
  func `foreign bytes go out as they came in`(of tool: Tool) throws {
    let posts = [
      #"{"platform":"x","serial":12345678901234567890,"x":1.10,"y":1E+2,"z":-0.0}"#,
      #"{"zeta":1,"platform":"x","alpha":{"b":[1.0,{"c":null}],"a":true}}"#,
      #"{"text":"\u00e9\/é\ud83d\ude00😀\u0000","platform":"x"}"#,
      #"{"a":1,"a":2,"platform":"x","a":3}"#,
      #"{"platform":"tiktok","platform":"x"}"#,
      "{  \"platform\" :\t\"x\" , \"tags\" :[ 1 ,2 ] }",
      #"{"pl\u0061tform":"\u0078","":"","scores ":0,"Scores":1}"#,
      "{\"platform\":\"x\",\"text\":\"\u{7F}\u{2028}\u{FEFF}\"}",
      #"{"platform":"x","deep":\#(String(repeating: "[", count: 511))\#(String(repeating: "]", count: 511))}"#,
    ]
    let addition = try Addition(of: tool)
    try addition.run(posts).expect(out: posts.map(addition.added(to:)).joined())
  }

  @Test(arguments: Tool.filters)
  func `white space around an object stays`(of tool: Tool) throws {
    let addition = try Addition(of: tool)
    try addition.run([" \t{\"platform\":\"x\" } \t"])
      .expect(out: " \t{\"platform\":\"x\" \(addition.text)} \t\n")
  }

  @Test(arguments: Tool.filters)
  func `a field of the tool's own is replaced where it stands, and doubled ones are dropped`(
    of tool: Tool
  ) throws {
    let addition = try Addition(of: tool)
    let (name, value, rest) = (addition.field, addition.value, addition.rest)
    // The same name, with its second letter escaped: o and t.
    let spelled = name == "scores" ? #"sc\u006fres"# : #"c\u006fnflicts"#
    try addition.run([
      #"{"\#(name)":null,"platform":"x"}"#,
      #"{"a":",", "\#(name)" : {"start":[1,"}"]} , "platform":"x","\#(name)":2, "b":1 , "\#(name)":3 }"#,
      #"{"platform":"x","\#(spelled)":[]}"#,
    ]).expect(
      out: """
        {"\(name)":\(value),"platform":"x"\(rest)}
        {"a":",", "\(name)" : \(value) , "platform":"x", "b":1 \(rest)}
        {"platform":"x","\(spelled)":\(value)\(rest)}

        """)
  }

  @Test(
    arguments: [
      ("sched-score", []), ("sched-score", ["--top", "3", "--explain"]),
      ("sched-score", ["--day", "wed", "--recommend"]), ("sched-score", ["--tz", "Asia/Kolkata"]),
      ("sched-plan", []), ("sched-plan", ["--explain"]), ("sched-plan", ["--input-order"]),
      ("sched-predict", []), ("sched-predict", ["--explore", "0.5", "--explain"]),
    ])
  func `a tool run on its own output changes nothing`(
    _ example: (tool: String, flags: [String])
  ) throws {
    let (tool, flags) = (Tool(example.tool), example.flags)
    let posts = """
      {"id":12345678901234567890,"platform":"instagram","content_type":"instagram_reels","x":1.10}
      {"best":1,"platform":"youtube","\(Addition.field(of: tool))":2,"recommendation":3,"best":4}
      \u{20}{ "content_type" : "tiktok_video" }\u{20}

      """
    let once = try tool.run(now + flags, input: posts)
    #expect(once.status == 0 && !once.out.isEmpty, "\(once)")
    try tool.run(now + flags, input: once.outBytes).expect(out: once.out)
  }

  @Test(
    arguments: Tool.filters,
    [
      #"{"platform":"x"}"# + "\n",
      #"{"platform":"x"}"#,
      #"{"platform":"x"}"# + "\r\n",
      #"{"platform":"x"}"# + "\r",
      "\u{FEFF}" + #"{"platform":"x"}"# + "\n",
      "\u{FEFF}\r\n\n \t\r\n" + #"{"platform":"x"}"# + "\n\n \n",
    ])
  func `line ends, blank lines and a byte-order mark are not part of a post`(
    of tool: Tool, _ input: String
  ) throws {
    let addition = try Addition(of: tool)
    try tool.run(addition.flags, input: input)
      .expect(out: addition.added(to: #"{"platform":"x"}"#))
  }

  @Test(arguments: Tool.filters, ["", "\n", "\r\n\n", "\u{FEFF}", "  \t"])
  func `input without a post gives output without a post`(of tool: Tool, _ input: String) throws {
    try tool.run(input: input).expect()
  }

  @Test(arguments: Tool.filters)
  func `a byte-order mark is skipped at the start of each file and nowhere else`(of tool: Tool)
    throws
  {
    try TemporaryDirectory.with { directory in
      let post = #"{"platform":"x"}"#
      try directory.write("\u{FEFF}\(post)\n\u{FEFF}\(post)", to: "a")
      try directory.write("\u{FEFF}\(post)\n", to: "b")
      let addition = try Addition(of: tool)
      try tool.run(addition.flags + ["a", "b"], directory: directory).expect(
        out: addition.added(to: post) + addition.added(to: post),
        err: """
          \(tool.name): a:2: not JSON: an object is expected, one a line, as {"platform":"x"}, \
          at byte 1

          """, status: 1)
    }
  }

  @Test(arguments: Tool.filters)
  func `operands are read in order, and - is standard input`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      func post(_ number: Int) -> String { #"{"n":\#(number),"platform":"x"}"# }
      // Without a line end, which must not join the posts of two files.
      try directory.write(post(1), to: "first.jsonl")
      try directory.write(post(3) + "\n", to: "-third")
      let addition = try Addition(of: tool)
      let lines = [
        addition.flags + ["first.jsonl", "-", "--", "-third", "first.jsonl"],
        addition.flags + ["first.jsonl", "-", "./-third", "first.jsonl"],
        ["first.jsonl"] + addition.flags + ["-", "./-third", "first.jsonl"],
        ["first.jsonl", "-", "./-third", "first.jsonl"] + addition.flags,
      ]
      for line in lines {
        try tool.run(line, input: post(2), directory: directory).expect(
          out: [1, 2, 3, 1].map { addition.added(to: post($0)) }.joined())
      }
    }
  }

  @Test(arguments: Tool.filters)
  func `a platform of the user's own is known`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        platforms:
          mastodon:
            content_types:
              toot: {windows: {mon-fri: {8-10: 1}}}
        """, to: "own.yaml")
      let post = #"{"platform":"mastodon"}"#
      let known = try tool.run(
        now + ["--platforms", "own.yaml"], input: post, directory: directory)
      #expect(known.status == 0 && known.err.isEmpty, "\(known)")
      #expect(known.out.hasPrefix(post.dropLast()), "\(known)")
      try tool.run(now, input: post).expect(
        err: """
          \(tool.name): <stdin>:1: platform: unknown value "mastodon" (known: youtube, tiktok, \
          instagram, x, linkedin, facebook, twitter)

          """, status: 1)
    }
  }
}

extension ContractTests {
  @Test(arguments: Tool.filters)
  func `the number of threads changes no byte`(of tool: Tool) throws {
    try TemporaryDirectory.with { directory in
      var generator = SeededGenerator(seed: 20_261_123)
      var posts: [UInt8] = []
      while posts.count < 3 << 20 {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: posts += "\n".utf8
        case 1: posts += (#"{"platform":"instagran"}"# + "\r\n").utf8
        case 2: posts += [0x7B, 0x22, 0xFF, 0x22, 0x0A]
        case 3: posts += (String(repeating: "é", count: 2_000) + "\n").utf8
        default:
          let text = String(repeating: "wörd ", count: Int.random(in: 0..<60, using: &generator))
          let platform = ["x", "tiktok", "linkedin"].randomElement(using: &generator) ?? "x"
          posts += (#"{"text":"\#(text)","platform":"\#(platform)"}"# + "\n").utf8
        }
      }
      try directory.write(posts, to: "posts.jsonl")
      let flags =
        now + tool.evenly
        + ["--max-line-bytes", "3000", "--rejects", "rejects", "posts.jsonl"]
      let one = try tool.run(flags + ["--threads", "1"], directory: directory)
      let rejects = try directory.bytes(of: "rejects")
      #expect(one.status == 1 && one.errBytes.count > 10_000 && rejects.count > 10_000, "\(one)")
      for threads in ["2", "7"] {
        let many = try tool.run(flags + ["--threads", threads], directory: directory)
        #expect(many.outBytes == one.outBytes)
        #expect(many.errBytes == one.errBytes)
        #expect(try directory.bytes(of: "rejects") == rejects)
      }
    }
  }

  @Test(
    arguments: Tool.filters,
    [
      ["LC_ALL": "tr_TR.UTF-8"], ["LC_ALL": "", "LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE"],
      ["TZ": "America/St_Johns"], ["TZ": ":/no/such/zone"], ["LC_ALL": "", "HOME": "/nowhere"],
    ])
  func `the caller's locale and time zone change no byte`(
    of tool: Tool, _ environment: [String: String]
  ) throws {
    // An I without a dot is no i in Turkish.
    let posts = ["linkedin", "LINKEDIN", "LINKEDINN"].map { "{\"platform\":\"\($0)\"}\n" }.joined()
    let flags = now + (tool.name == "sched-score" ? ["--top", "2"] : ["--explain"])
    let plain = try tool.run(flags, input: posts)
    #expect(plain.status == 1, "\(plain)")
    try tool.run(flags, input: posts, environment: environment)
      .expect(out: plain.out, err: plain.err, status: 1)
  }

  @Test(arguments: Tool.filters)
  func `now is the flag, else SOURCE_DATE_EPOCH`(of tool: Tool) throws {
    let post = #"{"platform":"x"}"#
    // A plan of one slot, which is now.
    let brief = tool.name == "sched-plan" ? ["--until", "2026-11-23T07:15:00Z"] : []
    let flag = try tool.run(["--now", "2026-11-23T07:00:00Z"] + brief, input: post)
    #expect(flag.out.contains("2026-11-23T07:00:00Z"), "\(flag)")
    // date -u -d 2026-11-23T07:00:00Z +%s
    let epoch = ["SOURCE_DATE_EPOCH": "1795417200"]
    try tool.run(brief, input: post, environment: epoch).expect(out: flag.out)
    try tool.run(
      ["--now", "2026-11-23T08:00:00+01:00"] + brief, input: post,
      environment: ["SOURCE_DATE_EPOCH": "0"]
    ).expect(out: flag.out)
    try tool.run(input: post, environment: ["SOURCE_DATE_EPOCH": "soon"]).expect(
      err: """
        \(tool.name): SOURCE_DATE_EPOCH: "soon" is not a number of seconds since the epoch
        see \(tool.name) --help

        """, status: 64)
  }

  @Test(arguments: Tool.filters, [1, 2, 3, 4] as [UInt64])
  func `random posts keep every foreign byte`(of tool: Tool, _ seed: UInt64) throws {
    let addition = try Addition(of: tool)
    var random = RandomPosts(seed: seed, field: addition.field)
    let posts = (0..<400).map { _ in random.next() }
    let outcome = try addition.run(posts.map(\.text))
    #expect(outcome.status == 0, "\(outcome)")
    let expected = posts.map { $0.with(addition) + "\n" }.joined()
    #expect(firstDifference(expected: expected, actual: outcome.out) == nil, "seed \(seed)")
    try addition.run([outcome.out]).expect(out: outcome.out)
  }

  @Test(arguments: Tool.filters, [5, 6] as [UInt64])
  func `what goes out is JSON to another reader, and the same JSON`(
    of tool: Tool, _ seed: UInt64
  ) throws {
    try TemporaryDirectory.with { directory in
      var random = RandomPosts(seed: seed, field: Addition.field(of: tool))
      let posts = (0..<200).map { _ in random.next().text }.joined(separator: "\n")
      try directory.write(posts, to: "in.jsonl")
      // Numbers stay as they were spelled, objects stay lists of pairs.
      let check = """
        import json
        own = "scores predictions scheduled_at score status key reason conflicts".split()
        def read(name):
            for line in open(name, encoding="utf-8", newline="\\n"):
                yield [pair for pair in json.loads(line, object_pairs_hook=list, parse_int=str,
                    parse_float=str) if pair[0] not in own]
        assert list(read("in.jsonl")) == list(read("out.jsonl"))
        """
      try directory.write(check, to: "check.py")
      try shell(
        "\(tool.name) \(tool.evenly.joined(separator: " ")) -o out.jsonl in.jsonl && python3 check.py",
        directory: directory
      ).expect()
    }
  }
}

extension ContractTests {
  private var now: [String] { ["--now", "2026-11-23T00:00:00Z"] }
}

/// What a tool adds to a post of platform x.
private struct Addition {
  let tool: Tool
  /// From the comma on: `,"scores":{…}`.
  let text: String
  /// A field of the tool's own, which posts of a test may have already.
  let field: String
  /// What the tool gives that field.
  let value: String
  /// All that is added but that field.
  let rest: String

  let flags: [String]

  init(of tool: Tool) throws {
    self.tool = tool
    flags = ["--now", "2026-11-23T00:00:00Z"] + tool.evenly
    let outcome = try tool.run(flags, input: #"{"platform":"x"}"#)
    try #require(outcome.status == 0 && outcome.out.hasPrefix(#"{"platform":"x",""#), "\(outcome)")
    let text = String(outcome.out.dropFirst(#"{"platform":"x""#.count).dropLast(2))
    self.text = text
    field = Self.field(of: tool)
    value =
      text.range(of: #","scores":"#).map { String(text[$0.upperBound...]) } ?? "[]"
    rest = text.replacing(#","\#(field)":\#(value)"#, with: "")
  }

  static func field(of tool: Tool) -> String {
    tool.name == "sched-plan" ? "conflicts" : "scores"
  }

  func run(_ posts: [String]) throws -> Outcome {
    try tool.run(flags, input: posts.map { $0 + "\n" }.joined())
  }

  /// The line that a post becomes.
  func added(to post: String) -> String { post.dropLast() + text + "}\n" }
}

/// Posts of platform x whose other fields are random JSON in random spelling.
private struct RandomPosts {
  /// A post, cut where the tool's own field stands or would stand.
  struct Post {
    let head: String
    /// The value of the tool's field, if the post has one.
    let value: String?
    let tail: String

    var text: String { head + (value ?? "") + tail }

    func with(_ addition: Addition) -> String {
      guard value != nil else { return head + addition.text + tail }
      let end = tail.lastIndex(of: "}") ?? tail.endIndex
      return head + addition.value + tail[..<end] + addition.rest + tail[end...]
    }
  }

  private var generator: SeededGenerator
  private let field: String

  init(seed: UInt64, field: String) {
    generator = SeededGenerator(seed: seed)
    self.field = field
  }

  mutating func next() -> Post {
    var fields = (0..<number(below: 6)).map { _ in space + string + space + ":" + value(depth: 3) }
    let platform = [#""platform":"x""#, #""platform" : "\u0078""#, #""pl\u0061tform":"x""#]
    fields.insert(
      space + pick(platform) + space, at: number(below: fields.count + 1))
    let closing = "}" + space
    guard number(below: 3) == 0 else {
      return Post(
        head: space + "{" + fields.joined(separator: ","), value: nil, tail: closing)
    }
    let cut = number(below: fields.count + 1)
    let before = fields[..<cut].map { $0 + "," }.joined()
    let behind = fields[cut...].map { "," + $0 }.joined()
    // Brackets, for the white space around a value is not the tool's to replace.
    return Post(
      head: space + "{" + before + space + "\"\(field)\"" + space + ":" + space,
      value: "[" + value(depth: 3) + "]", tail: space + behind + closing)
  }

  private mutating func value(depth: Int) -> String {
    switch number(below: depth > 0 ? 8 : 6) {
    case 0: space + pick(["true", "false", "null"]) + space
    case 1, 2: space + numeral + space
    case 6: "[" + list(depth) { $0.value(depth: depth - 1) } + "]"
    case 7: "{" + list(depth) { $0.string + $0.space + ":" + $0.value(depth: depth - 1) } + "}"
    default: string
    }
  }

  private mutating func list(_ depth: Int, _ element: (inout RandomPosts) -> String) -> String {
    (0..<number(below: 4)).map { _ in element(&self) }.joined(separator: ",")
  }

  private var numeral: String {
    mutating get {
      pick([
        "0", "-0", "1.10", "12345678901234567890", "1e400", "-1.5E-7", "0.10000000000000000555",
        "\(generator.next())",
      ])
    }
  }

  /// A key or text; never a name of the contract, for keys begin with `k`.
  private var string: String {
    mutating get {
      let parts = [
        "a", " ", #"\""#, #"\\"#, #"\/"#, #"\u00e9"#, #"\ud83d\ude00"#, #"\n"#, "é", "日本", "😀",
        "{", "}", "[", ",", ":", "\u{7F}", "\u{2028}", "scores", "platform",
      ]
      return "\"k" + (0..<number(below: 12)).map { _ in pick(parts) }.joined() + "\""
    }
  }

  private var space: String {
    mutating get { pick(["", "", "", " ", "  ", "\t", " \t "]) }
  }

  private mutating func number(below bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &generator)
  }

  private mutating func pick(_ texts: [String]) -> String { texts[number(below: texts.count)] }
}
