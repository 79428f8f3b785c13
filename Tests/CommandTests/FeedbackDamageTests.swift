import Testing

/// Every line of a parameter file is checked by the tools that read it.
struct FeedbackDamageTests {
  /// A damaged line, what is said of it, and whether the other tools read that kind too.
  struct Damage: CustomTestStringConvertible, Sendable {
    var line: String
    var message: String
    var isOthers: Bool

    init(_ line: String, _ message: String, others: Bool = false) {
      (self.line, self.message, isOthers) = (line, message, others)
    }

    var testDescription: String { line }
  }

  private static let header =
    #"{"kind":"parameters","format":2,"cycle":1,"version":1,"results":1}"# + "\n"
  private static let names = #""platform":"x","content_type":"x_post","account":"acme""#
  private static let post = #""post":"0123456789abcdef","posted_at":"2026-11-01T09:00:00Z""#
  private static let noPost =
    "not a post (its key, two instants in milliseconds, the hour of the week, success, figures)"
  private static let key = #""0123456789abcdef""#

  private static func open(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"open",\#(names),\#(fields)}"#, message)
  }

  private static func settled(_ post: String) -> Damage {
    Damage(
      #"{"kind":"settled",\#(names),"figures":["likes"],"posts":[\#(post)]}"#, "posts[0]: \(noPost)"
    )
  }

  private static func past(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"past","platform":"x","content_type":"x_post",\#(fields)}"#, message)
  }

  private static func days(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"days","platform":"x","account":"acme",\#(fields)}"#, message)
  }

  private static func hours(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"hours","platform":"x",\#(fields)}"#, message, others: true)
  }

  private static func weights(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"weights","version":1,\#(fields)}"#, message, others: true)
  }

  private static func curve(_ fields: String, _ message: String) -> Damage {
    Damage(#"{"kind":"curve",\#(names),\#(fields)}"#, message, others: true)
  }

  private static let threeWeights = #""demographics":0.3,"format":0.2,"season":0.1"#
  private static let noNumbers = "[1,2]"

  private static let damages = [
    Damage(#"{"kind":"open"}"#, "content_type: missing"),
    open(#""post":"0123""#, "post: not a hash of 16 hexadecimal digits"),
    open(
      #""post":"0123456789abcdef""#, "posted_at: missing (an instant, as 2026-11-23T09:00:00Z)"),
    open(
      #""post":"0123456789abcdef","posted_at":"soon""#,
      #"posted_at: "soon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#),
    open(post + #","week_hour":168"#, "week_hour: 168.0 is out of range"),
    open(post + #","week_hour":3"#, "figures: missing"),
    open(
      post + #","week_hour":3,"figures":{"likes":"7"}"#,
      "figures.likes: a string where a number is expected"),
    open(
      post + #","week_hour":3,"figures":{},"choice":{"lot":"7"}"#,
      "choice: not how a post came to its hour (lot, propensity, advice and explored, any of them)"),
    open(
      post + #","week_hour":3,"figures":{},"success":"yes""#,
      "success: a string where true or false is expected"),
    Damage(#"{"kind":"settled",\#(names),"posts":[]}"#, "figures: missing"),
    Damage(
      #"{"kind":"settled",\#(names),"figures":["likes"],"posts":{}}"#,
      "posts: an array of posts is expected"),
    settled("7"), settled(#"[\#(key),1,2,3,null]"#), settled(#"[\#(key),1,2,3,null,[]]"#),
    settled(#"[\#(key),1,2,168,null,[7]]"#), settled(#"[\#(key),1.5,2,3,null,[7]]"#),
    settled(#"[\#(key),1,1e300,3,null,[7]]"#), settled(#"[\#(key),1,2,3,"yes",[7]]"#),
    settled(#"[\#(key),1,2,3,null,["7"]]"#), settled(#"[\#(key),1,2,3,null,[1e99]]"#),
    settled(#"[\#(key),1,2,3,null,[7],{"advice":2}]"#),
    past(#""squares":-1"#, "squares: -1.0 is out of range"),
    past(
      #""at":"today","squares":1"#,
      #"at: "today" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#),
    past(#""squares":1,"posts":[1,2]"#, "posts: 2 numbers where 168 are expected"),
    hours(#""effects":[]"#, "account: missing"),
    hours(#""account":"acme","effects":[1,2]"#, "effects: 2 numbers where 168 are expected"),
    hours(#""account":"acme","effects":[101]"#, "effects[0]: 101.0 is out of range"),
    days(#""days":7"#, "days: a number where an array is expected"),
    days(
      #""days":[["2026-11-23",1]]"#,
      #"days[0]: not a day (as ["2026-11-23",10,2]: posts that went out, posts that were refused)"#),
    days(
      #""days":[["2026-11-31",1,0]]"#,
      #"days[0][0]: "2026-11-31" is not a date (year, month and day, such as 2026-12-25)"#),
    days(#""days":[["2026-11-23",-1,0]]"#, "days[0][1]: -1.0 is out of range"),
    days(#""start":{},"days":[]"#, "start.max_concurrent_posts: missing"),
    weights(#""demographics":2,"format":0.2,"season":0.1"#, "demographics: 2.0 is out of range"),
    weights(threeWeights + #","trial":3"#, "changed: missing"),
    weights(threeWeights + #","trial":-1,"changed":{}"#, "trial: -1.0 is out of range"),
    weights(
      threeWeights + #","trial":3,"changed":{"demographics":0.3,"format":0.2}"#,
      "changed.season: missing"),
    curve(#""outcomes":3,"probability":1.5"#, "probability: 1.5 is out of range"),
    curve(#""probability":0.5"#, "outcomes: missing"),
    Damage(
      #"{"kind":"value""#,
      "not JSON: the line ends too early at byte 16", others: true),
    Damage(
      #"{"kind":"opened"}"#, #"kind: unknown value "opened" (did you mean "open"?)"#, others: true),
  ]

  private static let headers = [
    (
      #""format":3,"cycle":1,"version":1,"results":1"#,
      "format: 3 is not known (this sched knows 1 to 2)", false
    ),
    (
      #""format":2,"cycle":1,"version":1,"results":1,"target":5"#,
      "target: a number where a string is expected", false
    ),
    (
      #""format":2,"cycle":1,"version":1,"results":1,"zone":[]"#,
      "zone: an array where a string is expected", false
    ),
    (
      #""format":2,"cycle":1,"version":1,"results":1,"half_life_days":0"#,
      "half_life_days: 0.0 is out of range", true
    ),
    (
      #""format":2,"cycle":1,"version":1,"results":1,"evidence_at":"now""#,
      #"evidence_at: "now" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#, true
    ),
  ]

  private func check(_ params: String, line: Int, _ message: String, others: Bool) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(params, to: "params.jsonl")
      for tool in ["sched-feedback", "sched-score", "sched-plan", "sched-predict"] {
        let outcome = try Tool(tool).run(
          ["--params", "params.jsonl", "--now", "2026-11-23T00:00:00Z"],
          input: #"{"id":1,"platform":"x"}"# + "\n", directory: directory)
        if tool == "sched-feedback" || others {
          outcome.expect(err: "\(tool): params.jsonl:\(line): \(message)\n", status: 65)
        } else {
          #expect(outcome.status == 0, "\(outcome)")
        }
      }
    }
  }

  @Test(arguments: damages)
  func `a damaged line is refused by its place and field`(_ damage: Damage) throws {
    try check(
      Self.header + damage.line + "\n", line: 2, damage.message, others: damage.isOthers)
  }

  @Test(arguments: headers)
  func `a damaged header is refused by its field`(
    _ fields: String, _ message: String, _ isOthers: Bool
  ) throws {
    try check(
      #"{"kind":"parameters",\#(fields)}"# + "\n", line: 1, message, others: isOthers)
  }
}
