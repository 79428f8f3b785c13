import Foundation
import SchedCore
import Testing

struct TimeZoneFileTests {
  private func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
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

  @Test
  func `a file with any byte changed is refused or read, and never traps`() throws {
    let whole = try bytes(of: "Europe/Berlin")
    for index in whole.indices {
      for value in [0x00, 0x7F, 0x80, 0xFF] as [UInt8] {
        var damaged = whole
        damaged[index] = value
        if let file = try? TimeZoneFile(damaged) {
          let zone = Zone(name: "damaged", file: file)
          for second in [Int64.min, -1, 0, 1_800_000_000, 99_999_999_999, Int64.max] {
            _ = zone.localTime(at: Instant(seconds: second))
          }
        }
      }
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
