import Foundation
import SchedCore
import Testing

struct TimeZoneFileTests {
  private func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
  }

  /// Puts a file together as RFC 9636, section 3, has it; the 32-bit block is an empty one.
  private func bytes(
    version: Int, transitions: [(at: Int64, type: UInt8)] = [], offsets: [Int],
    leapSeconds: [(at: Int64, correction: Int)] = [], footer: String = ""
  ) -> [UInt8] {
    func number(_ value: Int64, count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
    }
    let timeBytes = version == 1 ? 4 : 8
    let start = Array("TZif".utf8) + [version == 1 ? 0 : 48 + UInt8(version)]
    let header = start + [UInt8](repeating: 0, count: 15)
    let counts = [0, 0, leapSeconds.count, transitions.count, offsets.count, 4]
    var file = header + counts.flatMap { number(Int64($0), count: 4) }
    for transition in transitions { file += number(transition.at, count: timeBytes) }
    file += transitions.map(\.type)
    for offset in offsets { file += number(Int64(offset), count: 4) + [0, 0] }
    file += Array("ABC\0".utf8)
    for second in leapSeconds {
      file += number(second.at, count: timeBytes) + number(Int64(second.correction), count: 4)
    }
    guard version > 1 else { return file }
    return header + [UInt8](repeating: 0, count: 24) + file + Array("\n\(footer)\n".utf8)
  }

  private func offsets(of zone: Zone, at seconds: [Int64]) -> [Int] {
    seconds.map { zone.offsetSeconds(at: Instant(seconds: $0)) }
  }

  /// Transitions of RFC 9636, appendix B.2 (Pacific/Honolulu), which fit into 32 bits too.
  @Test(arguments: [1, 2, 3, 4])
  func `each version of the format is read`(_ version: Int) throws {
    let file = try TimeZoneFile(
      bytes(
        version: version,
        transitions: [
          (-1_157_283_000, 1), (-1_155_436_200, 0), (-880_198_200, 1), (-765_376_200, 0),
          (-712_150_200, 2),
        ], offsets: [-37_800, -34_200, -36_000], footer: "HST10"))
    let zone = Zone(name: "Pacific/Honolulu", file: file)
    let seconds: [Int64] = [
      -1_157_283_001, -1_157_283_000, -1_155_436_200, -880_198_200, -712_150_201, -712_150_200,
      4_000_000_000,
    ]
    #expect(
      offsets(of: zone, at: seconds)
        == [-37_800, -34_200, -37_800, -34_200, -37_800, -36_000, -36_000])
  }

  /// The files of `right/` count leap seconds; they are the same zones.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/right/Europe")),
    arguments: ["Europe/Berlin", "America/New_York"])
  func `a file that counts leap seconds tells the same time`(_ name: String) throws {
    let zone = try Zone.named(name)
    let counting = try Zone.named("right/\(name)")
    for text in ["1985-03-31T01:00:00Z", "2016-03-13T07:00:00Z", "2017-03-26T01:00:00Z"] {
      let instant = try Instant(rfc3339: text)
      for second in -30...30 {
        let near = instant.adding(seconds: Int64(second))
        #expect(counting.offsetSeconds(at: near) == zone.offsetSeconds(at: near), "\(near)")
      }
    }
  }

  /// The C library's answers for noon on 1 January and around each change of 2027 and 2096.
  ///
  ///     TZ=$rule date -d @$second +%::z
  @Test(arguments: rules)
  func `a footer holds for all times of a file without transitions`(
    _ footer: String, _ expected: [(second: Int64, offset: Int)]
  ) throws {
    let zone = Zone(
      name: footer, file: try TimeZoneFile(bytes(version: 3, offsets: [0], footer: footer)))
    #expect(offsets(of: zone, at: expected.map(\.second)) == expected.map(\.offset))
    // The calendar repeats itself after 400 years.
    let later = expected.map { $0.second + 146_097 * 86_400 * 5 }
    #expect(offsets(of: zone, at: later) == expected.map(\.offset))
  }

  private static let rules: [(String, [(second: Int64, offset: Int)])] = [
    (
      "CET-1CEST,M3.5.0,M10.5.0/3",
      [
        (1798804800, 3600), (1806195599, 3600), (1806195600, 7200), (1824944399, 7200),
        (1824944400, 3600), (3976257600, 3600), (3983475599, 3600), (3983475600, 7200),
        (4002224399, 7200), (4002224400, 3600),
      ]
    ),
    (
      "IST-1GMT0,M10.5.0,M3.5.0/1",
      [
        (1798804800, 0), (1806195599, 0), (1806195600, 3600), (1824944399, 3600), (1824944400, 0),
        (3976257600, 0), (3983475599, 0), (3983475600, 3600), (4002224399, 3600), (4002224400, 0),
      ]
    ),
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      [
        (1798804800, -7200), (1806195599, -7200), (1806195600, -3600), (1824944399, -3600),
        (1824944400, -7200), (3976257600, -7200), (3983475599, -7200), (3983475600, -3600),
        (4002224399, -3600), (4002224400, -7200),
      ]
    ),
    (
      "IST-2IDT,M3.4.4/26,M10.5.0",
      [
        (1798804800, 7200), (1806019199, 7200), (1806019200, 10800), (1824937199, 10800),
        (1824937200, 7200), (3976257600, 7200), (3983299199, 7200), (3983299200, 10800),
        (4002217199, 10800), (4002217200, 7200),
      ]
    ),
    (
      "AAA3BBB,J60,J300",
      [
        (1798804800, -10800), (1803877199, -10800), (1803877200, -7200), (1824609599, -7200),
        (1824609600, -10800), (3976257600, -10800), (3981416399, -10800), (3981416400, -7200),
        (4002148799, -7200), (4002148800, -10800),
      ]
    ),
    (
      "AAA3BBB,59,299",
      [
        (1798804800, -10800), (1803877199, -10800), (1803877200, -7200), (1824609599, -7200),
        (1824609600, -10800), (3976257600, -10800), (3981329999, -10800), (3981330000, -7200),
        (4002062399, -7200), (4002062400, -10800),
      ]
    ),
    (
      "AAA3BBB,J59/25:30:15,J364/-30",
      [
        (1798804800, -10800), (1803875414, -10800), (1803875415, -7200), (1830023999, -7200),
        (1830024000, -10800), (3976257600, -10800), (3981328214, -10800), (3981328215, -7200),
        (4007563199, -7200), (4007563200, -10800),
      ]
    ),
    (
      "AAA-10:30BBB-11,M10.1.0,M4.1.0",
      [
        (1798804800, 39600), (1806764399, 39600), (1806764400, 37800), (1822490999, 37800),
        (1822491000, 39600), (3976257600, 39600), (3984044399, 39600), (3984044400, 37800),
        (4000375799, 37800), (4000375800, 39600),
      ]
    ),
    (
      "AAA5BBB,M3.2.0/100,M11.1.0/-100",
      [
        (1798804800, -18000), (1805360399, -18000), (1805360400, -14400), (1825199999, -14400),
        (1825200000, -18000), (3976257600, -18000), (3982640399, -18000), (3982640400, -14400),
        (4002479999, -14400), (4002480000, -18000),
      ]
    ),
    (
      "AAA0BBB,M2.5.3,M9.4.6",
      [
        (1798804800, 0), (1803434399, 0), (1803434400, 3600), (1821833999, 3600), (1821834000, 0),
        (3976257600, 0), (3981319199, 0), (3981319200, 3600), (3999113999, 3600), (3999114000, 0),
      ]
    ),
    (
      "EST5EDT,0/0,J365/25",
      [(1798804800, -14400), (3976257600, -14400)]
    ),
    (
      "XXX3EDT4,0/0,J365/23",
      [(1798804800, -14400), (3976257600, -14400)]
    ),
    (
      "<+0330>-3:30",
      [(1798804800, 12600), (3976257600, 12600)]
    ),
  ]

  /// RFC 9636, appendix B.3: Asia/Jerusalem from 2038 on.
  @Test
  func `a footer holds behind the last transition`() throws {
    let file = try TimeZoneFile(
      bytes(
        version: 4, transitions: [(2_145_916_800, 0)], offsets: [7200],
        footer: "IST-2IDT,M3.4.4/26,M10.5.0"))
    let zone = Zone(name: "Asia/Jerusalem", file: file)
    let seconds: [Int64] = [2_145_916_800, 3_983_299_199, 3_983_299_200, 4_002_217_200]
    #expect(offsets(of: zone, at: seconds) == [7200, 7200, 10_800, 7200])
  }

  @Test
  func `a message says what a file lacks`() {
    #expect(
      throws: Message(
        "not a time zone file (it has a truncated end)", status: .configuration)
    ) { try TimeZoneFile([]) }
    #expect(
      throws: Message(
        "not a time zone file (it has transitions that do not ascend)", status: .configuration)
    ) {
      try TimeZoneFile(self.bytes(version: 2, transitions: [(5, 0), (5, 0)], offsets: [0]))
    }
    #expect(
      throws: Message(
        "not a time zone file (it has a transition to a type that is not there)",
        status: .configuration)
    ) { try TimeZoneFile(self.bytes(version: 2, transitions: [(5, 1)], offsets: [0])) }
  }

  @Test(arguments: ["Europe/Berlin", "America/St_Johns", "Africa/Casablanca"])
  func `a file that is cut anywhere is refused`(_ name: String) throws {
    let whole = try bytes(of: name)
    #expect(throws: Never.self) { try TimeZoneFile(whole) }
    for count in 0..<whole.count {
      #expect(throws: Message.self, "cut to \(count) bytes") {
        try TimeZoneFile(Array(whole[..<count]))
      }
    }
  }

  @Test(arguments: ["Europe/Berlin", "Africa/Casablanca"])
  func `a file with any byte changed is refused or read, and never traps`(_ name: String) throws {
    let whole = try bytes(of: name)
    var generator = SeededGenerator(seed: 7)
    for index in whole.indices {
      var damaged = whole
      damaged[index] = UInt8(truncatingIfNeeded: generator.next() >> 5)
      if index.isMultiple(of: 2) { damaged[index] = index.isMultiple(of: 4) ? 0x7F : 0xFF }
      guard let file = try? TimeZoneFile(damaged) else { continue }
      let zone = Zone(name: "damaged", file: file)
      for second in [Int64.min, -1, 0, 1_800_000_000, 99_999_999_999, Int64.max] {
        let local = zone.localTime(at: Instant(seconds: second))
        _ = zone.instant(date: local.date, minuteOfDay: local.minuteOfDay)
      }
    }
  }

  @Test
  func `extreme transitions and counts never trap`() throws {
    let extremes = bytes(
      version: 2, transitions: [(.min, 0), (.min + 1, 1), (.max - 1, 0), (.max, 1)],
      offsets: [-89_999, 93_599], leapSeconds: [(.min, .min), (0, .max)],
      footer: "AAA24BBB-24,J365/167,J1/-167")
    if let file = try? TimeZoneFile(extremes) {
      let zone = Zone(name: "extreme", file: file)
      for second in [Int64.min, 0, .max] {
        let local = zone.localTime(at: Instant(seconds: second))
        _ = zone.instant(date: local.date, minuteOfDay: 1440)
      }
    }
    // Each of the six counts at its largest.
    for count in 0..<6 {
      var huge = extremes
      let header = 44 + 20 + 4 * count
      huge.replaceSubrange(header..<header + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
      #expect(throws: Message.self) { try TimeZoneFile(huge) }
    }
  }

  /// RFC 9636, section 3.3.1 and appendix B, and POSIX.1-2024, section 8.3.
  @Test(arguments: [
    "UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    "XXX3EDT4,0/0,J365/23", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
  ])
  func `a footer's rule is read`(_ text: String) {
    #expect(PosixZoneRule(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    "", "C-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<+03-3",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-99", "CET-1CEST,J0,J365",
    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "CET-99999999999999999999",
  ])
  func `a footer that is no rule is refused`(_ text: String) {
    #expect(PosixZoneRule(Array(text.utf8)) == nil)
  }
}
