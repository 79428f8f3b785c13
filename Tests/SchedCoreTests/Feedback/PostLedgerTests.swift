import SchedCore
import Testing

struct PostLedgerTests {
  /// Read once, for it takes longer than a test.
  private static let builtIn = Result { try PlatformCatalogue.builtIn() }
  private let catalogue: PlatformCatalogue
  private let types: [Int]

  init() throws {
    let catalogue = try Self.builtIn.get()
    self.catalogue = catalogue
    types = try ["x_post", "instagram_feed", "instagram_reels"].map {
      try catalogue.resolve(platform: nil, contentType: $0)
    }
  }

  /// What is known of a post at some time.
  private struct Record: Equatable {
    var key: UInt64
    var account = "acme"
    var type = 0
    var instant = Instant(seconds: 1_790_000_000)
    var measuredAt: Instant?
    var weekHour: UInt8 = 33
    var success = LedgerPost.Success.unsaid
    var figures: [Float] = []
    var choice = HourChoice()

    static func == (a: Record, b: Record) -> Bool {
      a.key == b.key && a.account == b.account && a.type == b.type && a.instant == b.instant
        && a.measuredAt == b.measuredAt && a.weekHour == b.weekHour && a.success == b.success
        && a.figures.map(\.bitPattern) == b.figures.map(\.bitPattern) && a.choice == b.choice
    }
  }

  private func empty() -> PostLedger { PostLedger(catalogue, OutcomeRule()) }

  private func names(of type: Int) -> [String] {
    empty().names[catalogue.contentTypes[type].platform]
  }

  @discardableResult
  private func add(_ record: Record, to ledger: inout PostLedger) -> PostLedger.Addition {
    var figures = record.figures
    var post = LedgerPost(
      key: record.key, instant: record.instant, measuredAt: record.measuredAt,
      account: ledger.account(record.account), contentType: Int16(record.type),
      weekHour: record.weekHour, success: record.success, metrics: ledger.take(&figures))
    if record.choice != HourChoice() { post.choice = ledger.add(record.choice) }
    return ledger.add(post)
  }

  private func ledger(of records: [Record]) -> PostLedger {
    var ledger = empty()
    for record in records { add(record, to: &ledger) }
    return ledger
  }

  /// All that a ledger knows, by the key of the post.
  private func contents(_ ledger: PostLedger) -> [Record] {
    ledger.posts.map { post in
      Record(
        key: post.key, account: ledger.accounts[Int(post.account)], type: Int(post.contentType),
        instant: post.instant, measuredAt: post.measuredAt, weekHour: post.weekHour,
        success: post.success, figures: Array(ledger.figures(of: post)),
        choice: ledger.choice(of: post))
    }.sorted { $0.key < $1.key }
  }

  private func lines(_ ledger: PostLedger) throws -> [[UInt8]] {
    var ledger = ledger
    ledger.sort()
    var bytes: [UInt8] = []
    try LedgerLines(ledger, catalogue).write { bytes += $0 }
    return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
  }

  /// What comes back of the lines that were written.
  private func readBack(_ ledger: PostLedger) throws -> PostLedger {
    var other = empty()
    for line in try lines(ledger) {
      let isKnown = try reading(line) { try other.take($0, catalogue) }
      #expect(isKnown)
    }
    return other
  }

  /// The ledger of records that come in pieces, written and read again between them.
  private func ledger(
    of records: [Record], cutBy random: inout SeededGenerator
  ) throws -> PostLedger {
    var ledger = empty()
    for record in records {
      if random.next(below: 8) == 0 { ledger = try readBack(ledger) }
      add(record, to: &ledger)
    }
    return try readBack(ledger)
  }

  /// A lot, a draw or the score of a plan.
  private func someChoice(_ random: inout SeededGenerator) -> HourChoice {
    var choice = HourChoice()
    switch random.next(below: 4) {
    case 0: (choice.lot, choice.propensity) = (random.next() | 1, 0.25)
    case 1: (choice.isExplored, choice.propensity) = (true, Float(random.nextUnit()))
    case 2: choice.propensity = Float(random.nextUnit())
    default: break
    }
    if random.next(below: 2) == 0 { choice.advice = Float(random.nextUnit()) }
    return choice
  }

  private func someFigures(of type: Int, _ random: inout SeededGenerator) -> [Float] {
    names(of: type).map { _ in
      random.next(below: 4) == 0 ? .nan : Float(random.next(below: 4000)) / 4 - 100
    }
  }

  /// A post's last record, which tells its figures, and what came of it before and besides.
  private func course(
    _ key: UInt64, _ random: inout SeededGenerator
  ) -> (last: Record, others: [Record]) {
    let instant = Instant(seconds: 1_790_000_000 + Int64(random.next(below: 5_000_000)))
    let hours = Int64(60 + random.next(below: 60))
    var last = Record(
      key: key, account: ["acme", "corner \"bar\" 🍸"][random.next(below: 2)],
      type: types[random.next(below: 3)], instant: instant,
      measuredAt: instant.adding(hours: hours), weekHour: UInt8(random.next(below: 168)),
      success: [.no, .yes, .unsaid][random.next(below: 3)])
    last.figures = someFigures(of: last.type, &random)
    last.figures[0] = 7
    last.choice = someChoice(&random)

    var published = last
    published.instant = instant.adding(seconds: Int64(random.next(below: 60)))
    published.measuredAt = nil
    published.figures = last.figures.map { _ in .nan }
    var early = published
    early.measuredAt = instant.adding(hours: Int64(random.next(below: 50)))
    early.figures = someFigures(of: last.type, &random)
    early.choice = HourChoice()
    // The same measurement by a tool that asks for less.
    var part = last
    part.figures[0] = .nan
    part.success = .unsaid
    var repeated = last
    if random.next(below: 2) == 0 { repeated.choice = HourChoice() }
    let others = [published, early, part, repeated, repeated].filter { _ in
      random.next(below: 4) > 0
    }
    return (last, others)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `records in any order and cutting give what the last figures alone give`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let courses = (1...UInt64(1 + random.next(below: 8))).map { course($0, &random) }
    var records = courses.flatMap { [$0.last] + $0.others }
    for index in records.indices.reversed() {
      records.swapAt(index, random.next(below: index + 1))
    }
    let found = try ledger(of: records, cutBy: &random)
    #expect(contents(found) == courses.map(\.last))
    #expect(try lines(found) == lines(ledger(of: courses.map(\.last))))
  }

  /// Measured alike, by clocks that differ, with other figures: one of them holds, always the same.
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `of records that contradict each other the same one holds in any order`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var records = (0..<6).map { _ in
      let type = types[1 + random.next(below: 2)]
      var record = Record(key: 9, type: type)
      record.instant = Instant(seconds: 1_790_000_000 + Int64(random.next(below: 2)))
      record.measuredAt = [nil, Instant(seconds: 1_790_000_777)][random.next(below: 2)]
      record.weekHour = UInt8(random.next(below: 2))
      record.success = [.no, .yes, .unsaid][random.next(below: 3)]
      record.figures = names(of: type).map { _ in [.nan, 3, 4][random.next(below: 3)] }
      record.choice = someChoice(&random)
      return record
    }
    let once = ledger(of: records)
    for _ in 0..<4 {
      for index in records.indices.reversed() {
        records.swapAt(index, random.next(below: index + 1))
      }
      #expect(contents(try ledger(of: records, cutBy: &random)) == contents(once))
    }
  }

  @Test
  func `a repeated record is known, and one that tells more is a change`() {
    var ledger = empty()
    var record = Record(key: 4, type: types[1])
    record.figures = names(of: types[1]).map { _ in .nan }
    #expect(add(record, to: &ledger) == .new)
    #expect(add(record, to: &ledger) == .known)
    record.measuredAt = record.instant.adding(hours: 1)
    record.figures[0] = 12
    #expect(add(record, to: &ledger) == .changed)
    #expect(add(record, to: &ledger) == .known)
    record.choice.lot = 3
    #expect(add(record, to: &ledger) == .changed)
    #expect(add(record, to: &ledger) == .known)
    record.measuredAt = record.instant
    #expect(add(record, to: &ledger) == .known)
    #expect(contents(ledger)[0].measuredAt == record.instant.adding(hours: 1))
  }

  @Test
  func `strange figures, names and choices come back of their lines to the bit`() throws {
    let figures: [Float] = [
      -1, 0, 0.1, 16_777_216, 1e9, 1e10, 1e35, -1e35, .greatestFiniteMagnitude,
      .leastNonzeroMagnitude, -1e-38, 3.0517578e-05, .nan,
    ]
    let names = ["", " ", "\"", "\\", "\n\u{0}", "🍸 Größe 漢字", "e\u{301}", "é"]
    var choices = (0..<5).map { _ in HourChoice() }
    choices[1].lot = .max
    (choices[2].propensity, choices[2].isExplored) = (.leastNonzeroMagnitude, true)
    (choices[3].lot, choices[3].propensity, choices[3].advice) = (1, 1, 0)
    choices[4].advice = 0.1
    var records: [Record] = []
    for type in types {
      for (index, name) in names.enumerated() {
        for age in [nil, 0, 1, 76, 5000] as [Int64?] {
          let count = records.count
          let key = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
          var record = Record(key: key, account: name, type: type)
          record.instant = Instant(milliseconds: 1_790_000_000_001 + Int64(count))
          record.measuredAt = age.map { record.instant.adding(hours: $0) }
          record.weekHour = UInt8(count % 168)
          record.success = [.no, .yes, .unsaid][count % 3]
          record.figures = self.names(of: type).indices.map {
            figures[(count + 5 * $0 + index) % figures.count]
          }
          record.choice = choices[count % 5]
          records.append(record)
        }
      }
    }
    let ledger = ledger(of: records)
    let again = try readBack(ledger)
    #expect(contents(again) == contents(ledger))
    #expect(contents(again).count == records.count)
    #expect(try lines(again) == lines(ledger))
  }

  @Test
  func `more posts than a line holds, and the first and last instants, come back`() throws {
    var records = (0..<1203).map { index in
      var record = Record(key: UInt64(index), type: types[0])
      record.instant = Instant(seconds: Int64(index))
      record.measuredAt = record.instant.adding(hours: 100)
      record.figures = names(of: types[0]).map { _ in Float(index) }
      return record
    }
    records[0].instant = Instant(milliseconds: .min)
    records[1].measuredAt = Instant(milliseconds: .max)
    let ledger = ledger(of: records)
    #expect(try lines(ledger).count == 3)
    #expect(contents(try readBack(ledger)) == contents(ledger))
  }

  @Test(arguments: [
    (#""platform":"x","content_type":"x_post","post":"0123456789abcdef""#, "account: missing"),
    (
      #""platform":"x","content_type":"x_post","account":"a","post":"0123456789ABCDEF""#,
      "post: not a hash of 16 hexadecimal digits"
    ),
    (#""content_type":"x_post","account":"a""#, "platform: missing"),
    (#""platform":"x","account":"a""#, "content_type: missing"),
  ])
  func `a line without its names or its key is refused`(_ fields: String, _ message: String) {
    var ledger = empty()
    let error = #expect(throws: Message.self) {
      try reading(#"{"kind":"open",\#(fields)}"#) { _ = try ledger.take($0, catalogue) }
    }
    #expect(error?.withoutPlace == message)
  }

  @Test
  func `a line of a platform that is not known is left to whoever keeps it`() throws {
    var ledger = empty()
    for names in [
      #""platform":"myspace","content_type":"myspace_post""#,
      #""platform":"x","content_type":"instagram_feed""#,
    ] {
      let isKnown = try reading(#"{"kind":"open",\#(names)}"#) { try ledger.take($0, catalogue) }
      #expect(!isKnown)
    }
    #expect(ledger.posts.isEmpty)
  }
}
