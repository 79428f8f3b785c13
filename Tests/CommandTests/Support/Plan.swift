import Foundation
import Testing

/// What sched-plan made of some posts.
struct Plan {
  /// A line of the output.
  struct Row: Decodable {
    let id: PlanID?
    let account: String?
    let platform: String?
    let contentType: String?
    let scheduledAt: String?
    let status: String?
    let score: Double?
    let key: String?
    let reason: String?
    let conflicts: [PlanID]?
    let wave: Int?
    let experiment: Lot?
    let explored: Bool?
    let propensity: Double?
    let exploredHour: String?
  }

  /// The lot that dealt a post its slot.
  struct Lot: Decodable {
    let group: String
    let propensity: Double
    let at: String
  }

  let outcome: Outcome
  /// In the order of the output.
  let rows: [Row]

  /// Runs the tool, and reads what it writes; the test fails unless all goes well and quietly.
  ///
  /// Posts are JSON objects, as are those of `existing`, which are committed elsewhere; constraints
  /// and job are YAML. `warnings` is what standard error must hold, but for the line that counts the
  /// posts without a slot: that must tell their number.
  init(
    _ posts: [String], _ constraints: String? = nil, _ flags: [String] = [],
    horizon: [String] = Plan.tuesday, existing: [String]? = nil, job: String? = nil,
    warnings: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    outcome = try TemporaryDirectory.with { directory in
      var arguments = horizon + flags
      let files = [
        ("constraints", constraints), ("existing", existing.map(Self.lines)), ("job", job),
      ]
      for (flag, text) in files {
        guard let text else { continue }
        try directory.write(text, to: flag)
        arguments += ["--\(flag)", flag]
      }
      return try Tool("sched-plan").run(
        arguments, input: Self.lines(posts), directory: directory)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    rows = try outcome.outBytes.split(separator: 0x0A).map {
      try decoder.decode(Row.self, from: Data($0))
    }
    let leftOut = rows.count { $0.status == "unscheduled" }
    let count = outcome.err.firstMatch(
      of: #/sched-plan: warning: (\d+) of \d+ posts? (?:has|have) no slot: .*\n/#)
    outcome.expect(
      out: outcome.out, err: warnings + (count.map { String($0.output.0) } ?? ""),
      sourceLocation: sourceLocation)
    let told = count.flatMap { Int($0.output.1) } ?? 0
    #expect(told == (flags.contains("-q") ? 0 : leftOut), sourceLocation: sourceLocation)
  }

  /// 24 November 2026, a Tuesday, in UTC.
  static let tuesday = ["--from", "2026-11-24T00:00:00Z", "--days", "1"]

  static func lines(_ posts: [String]) -> String { posts.map { $0 + "\n" }.joined() }

  /// Each post with its instant or the reason why it has none: `a 2026-11-24T09:00:00Z`.
  var slots: [String] {
    rows.map { "\($0.id?.text ?? "?") \($0.scheduledAt ?? $0.reason ?? "nothing")" }
  }

  /// The post of that id.
  subscript(id: String) -> Row? { rows.first { $0.id?.text == id } }
}

/// A post's id as JSON has it; a number is not the string of its digits.
enum PlanID: Decodable, Hashable {
  case string(String)
  case number(Decimal)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Decimal.self) {
      self = .number(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }

  var text: String {
    switch self {
    case .string(let text): text
    case .number(let number): "\(number)"
    }
  }
}

extension Plan {
  /// A post that has only one slot to go to: `post("a", "x", at: "09:00")`.
  ///
  /// A time of day means that of `tuesday`.
  static func post(
    _ id: String, _ kind: String, at time: String, _ more: String = ""
  ) -> String {
    let instant = instant(time)
    return post(id, kind, #","not_before":"\#(instant)","deadline":"\#(instant)""# + more)
  }

  /// A post that is fixed.
  static func pin(_ id: String, _ kind: String, at time: String, _ more: String = "") -> String {
    post(id, kind, #","scheduled_at":"\#(instant(time))""# + more)
  }

  /// A post of a platform, or of a content type, which has an underscore in its name.
  static func post(_ id: String, _ kind: String, _ more: String = "") -> String {
    let field = kind.contains("_") ? "content_type" : "platform"
    return #"{"id":"\#(id)","\#(field)":"\#(kind)"\#(more)}"#
  }

  static func instant(_ time: String) -> String {
    time.contains("T") ? time : "2026-11-24T\(time):00Z"
  }
}
