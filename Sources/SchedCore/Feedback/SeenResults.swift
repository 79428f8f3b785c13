/// Which results have been counted that the ledger does not hold, so that each counts once however
/// often it is fed in: posts that did not go out, and what the first format of parameters counted.
///
/// A result is known by the hash of its account, platform, id and instant. The hashes are kept by
/// day (UTC), and whole days are forgotten; a result of a forgotten day is too old to be counted.
package struct SeenResults: Sendable, Equatable {
  /// By days since the epoch.
  private(set) var keys: [Int: Set<UInt64>] = [:]
  /// The first day that is not forgotten.
  private(set) var firstDay = Int.min

  package init() {}

  /// How many hashes a line holds, so that no line is too long to be read; chosen.
  private static let keysPerLine = 16_384

  /// Whether a result was noted.
  package func contains(_ key: UInt64, at instant: Instant) -> Bool {
    keys[instant.utcDay]?.contains(key) ?? false
  }

  package func isForgotten(_ instant: Instant) -> Bool { instant.utcDay < firstDay }

  /// Notes a result.
  /// - Returns: whether it is new.
  package mutating func insert(_ key: UInt64, at instant: Instant) -> Bool {
    keys[instant.utcDay, default: []].insert(key).inserted
  }

  /// Forgets the days before one.
  package mutating func forget(before day: Int) {
    guard day > firstDay else { return }
    firstDay = day
    keys = keys.filter { $0.key >= day }
  }
}

extension SeenResults {
  private enum Field {
    static let day: FieldName = "day"
    static let forgotten: FieldName = "forgotten_before"
    static let results: FieldName = "results"
  }

  /// Appends the lines, by day.
  package func append(to writer: inout JSONWriter) {
    if firstDay > .min {
      writer.line {
        $0.add("kind", "seen")
        $0.add("forgotten_before", CivilDate(daysSinceEpoch: firstDay).description)
      }
    }
    for (day, set) in keys.sorted(by: { $0.key < $1.key }) {
      let sorted = set.sorted()
      for start in stride(from: 0, to: sorted.count, by: Self.keysPerLine) {
        writer.line {
          $0.add("kind", "seen")
          $0.add("day", CivilDate(daysSinceEpoch: day).description)
          $0.add("results", Self.text(sorted[start..<min(start + Self.keysPerLine, sorted.count)]))
        }
      }
    }
  }

  /// 16 hexadecimal digits for each.
  private static func text(_ keys: ArraySlice<UInt64>) -> String {
    var text = ""
    text.reserveCapacity(16 * keys.count)
    for key in keys { text += Checksum.text(key) }
    return text
  }

  /// Takes a line.
  package mutating func take(_ line: JSONLine) throws(Message) {
    if line.value(of: Field.forgotten) != nil {
      firstDay = try line.checked(Field.forgotten).date()
      return
    }
    let day = try line.checked(Field.day).date()
    let value = try line.checked(Field.results)
    let text = Array(try value.string().utf8)
    var set = keys[day] ?? []
    set.reserveCapacity(set.count + text.count / 16)
    guard text.count % 16 == 0 else { throw .notHashes(value.path) }
    for start in stride(from: 0, to: text.count, by: 16) {
      guard let key = Checksum.value(text[start..<start + 16]) else { throw .notHashes(value.path) }
      set.insert(key)
    }
    keys[day] = set
  }
}

extension Message {
  fileprivate static func notHashes(_ path: String) -> Message {
    Message("not hashes of 16 hexadecimal digits each", about: path)
  }
}
