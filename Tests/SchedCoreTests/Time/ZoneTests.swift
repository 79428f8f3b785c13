import SchedCore
import Testing

/// Expected values come from Python 3.11's zoneinfo.
///
///     datetime.fromtimestamp(t, timezone.utc).astimezone(ZoneInfo(z)).utcoffset()
///     local - local.replace(tzinfo=ZoneInfo(z), fold=0).utcoffset()
///
/// Zones whose rules a government has lately changed for the years to come are left out, for the
/// system's database may be older or newer.
struct ZoneTests {
  /// From 1900 to 2400, beside clock changes and far behind the files' tables.
  private static let instants: [Int64] = [
    -2205532800, 0, 1274000000, 1325239200, 1774746000, 1774749600, 1774756800, 1792893600,
    1793510999, 1793511000, 1775314799, 1775314800, 1790436600, 2556748800, 4111084800,
    4118000000, 7275398400, 13569465600,
  ]

  @Test(arguments: [
    (
      "Europe/Berlin",
      [
        3600, 3600, 7200, 3600, 7200, 7200, 7200, 3600, 3600, 3600, 7200, 7200, 7200, 3600,
        7200, 7200, 7200, 3600,
      ]
    ),
    (
      "America/New_York",
      [
        -18000, -18000, -14400, -18000, -14400, -14400, -14400, -14400, -14400, -14400, -14400,
        -14400, -14400, -18000, -14400, -14400, -14400, -18000,
      ]
    ),
    (
      "America/St_Johns",
      [
        -12652, -12600, -9000, -12600, -9000, -9000, -9000, -9000, -12600, -12600, -9000, -9000,
        -9000, -12600, -9000, -9000, -9000, -12600,
      ]
    ),
    (
      "Australia/Lord_Howe",
      [
        36000, 36000, 37800, 39600, 39600, 39600, 39600, 39600, 39600, 39600, 39600, 37800,
        37800, 39600, 37800, 37800, 37800, 39600,
      ]
    ),
    (
      "Asia/Kolkata",
      [
        19270, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800, 19800,
        19800, 19800, 19800, 19800, 19800, 19800,
      ]
    ),
    (
      "Europe/Dublin",
      [
        -1521, 3600, 3600, 0, 3600, 3600, 3600, 0, 0, 0, 3600, 3600, 3600, 0, 3600, 3600, 3600,
        0,
      ]
    ),
    (
      "America/Sao_Paulo",
      [
        -11188, -10800, -10800, -7200, -10800, -10800, -10800, -10800, -10800, -10800, -10800,
        -10800, -10800, -10800, -10800, -10800, -10800, -10800,
      ]
    ),
    (
      "Pacific/Apia",
      [
        -41216, -39600, -39600, 50400, 46800, 46800, 46800, 46800, 46800, 46800, 46800, 46800,
        46800, 46800, 46800, 46800, 46800, 46800,
      ]
    ),
    (
      "Asia/Kathmandu",
      [
        20476, 19800, 20700, 20700, 20700, 20700, 20700, 20700, 20700, 20700, 20700, 20700,
        20700, 20700, 20700, 20700, 20700, 20700,
      ]
    ),
    (
      "Antarctica/Troll",
      [
        0, 0, 7200, 0, 7200, 7200, 7200, 0, 0, 0, 7200, 7200, 7200, 0, 7200, 7200, 7200, 0,
      ]
    ),
    (
      "Africa/Cairo",
      [
        7509, 7200, 10800, 7200, 7200, 7200, 7200, 10800, 7200, 7200, 7200, 7200, 10800, 7200,
        7200, 10800, 10800, 7200,
      ]
    ),
    (
      "America/Nuuk",
      [
        -12416, -10800, -7200, -10800, -3600, -3600, -3600, -7200, -7200, -7200, -3600, -3600,
        -3600, -7200, -3600, -3600, -3600, -7200,
      ]
    ),
  ])
  func `offsets are those of zoneinfo`(_ name: String, _ offsets: [Int]) throws {
    let zone = try Zone.named(name)
    #expect(Self.instants.map { zone.offsetSeconds(at: Instant(seconds: $0)) } == offsets)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29", 150, 1774747800),
    ("Europe/Berlin", "2026-03-29", 120, 1774746000),
    ("Europe/Berlin", "2026-10-25", 150, 1792888200),
    ("Europe/Berlin", "2026-10-25", 180, 1792893600),
    ("America/St_Johns", "2026-03-08", 125, 1772948100),
    ("America/St_Johns", "2026-11-01", 90, 1793505600),
    ("Australia/Lord_Howe", "2026-10-04", 135, 1791042300),
    ("Australia/Lord_Howe", "2026-04-05", 105, 1775313900),
    ("Pacific/Apia", "2011-12-30", 600, 1325275200),
    ("America/New_York", "2150-03-08", 150, 5686011000),
    ("America/New_York", "2150-11-01", 90, 5706567000),
    ("Asia/Kolkata", "2026-06-01", 0, 1780252200),
    ("Europe/Dublin", "2026-10-25", 90, 1792888200),
    ("Antarctica/Troll", "2026-03-29", 120, 1774749600),
    ("Africa/Cairo", "2026-04-24", 30, 1776983400),
    ("America/Sao_Paulo", "2018-11-04", 15, 1541301300),
    ("Europe/Berlin", "2026-03-28", 1590, 1774747800),
    ("America/Nuuk", "2026-03-28", 1425, 1774748700),
  ])
  func `a skipped time moves forward by the gap and a doubled one means the first`(
    _ name: String, _ date: String, _ minuteOfDay: Int, _ second: Int64
  ) throws {
    let instant = try Zone.named(name)
      .instant(date: CivilDate(parsing: date), minuteOfDay: minuteOfDay)
    #expect(instant.seconds == second)
  }

  @Test(arguments: [
    "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata",
  ])
  func `an instant and its local time belong together`(_ name: String) throws {
    let zone = try Zone.named(name)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      // Whole minutes of the years 1975 to 2225.
      let instant = Instant(seconds: Int64(generator.next() % 131_400_000) * 60 + 157_766_400)
      let local = zone.localTime(at: instant)
      let back = zone.instant(date: local.date, minuteOfDay: local.minuteOfDay)
      // The second of two equal local times comes back as the first.
      #expect(back <= instant)
      #expect(zone.localTime(at: back) == local)
    }
  }

  @Test(arguments: [("UTC", 0), ("UTC-5", -18000), ("UTC+5:30", 19800), ("UTC+14", 50400)])
  func `a fixed offset is what it says`(_ name: String, _ offset: Int) throws {
    #expect(try Zone.named(name).offsetSeconds(at: Instant(seconds: 0)) == offset)
  }

  @Test(arguments: [
    (
      "America/New_Yrok",
      "unknown time zone \"America/New_Yrok\" (did you mean \"America/New_York\"?)"
    ),
    ("../../etc/passwd", "unknown time zone \"../../etc/passwd\""),
    ("/etc/passwd", "unknown time zone \"/etc/passwd\""),
    ("Europe", "unknown time zone \"Europe\""),
    ("", "unknown time zone \"\""),
    ("Europe/../UTC", "unknown time zone \"Europe/../UTC\""),
    ("UTC+24", "\"UTC+24\" is no offset (such as UTC-5 or UTC+5:30)"),
    ("UTC+", "\"UTC+\" is no offset (such as UTC-5 or UTC+5:30)"),
    ("tzdata.zi", "unknown time zone \"tzdata.zi\""),
    ("Europe//Berlin", "unknown time zone \"Europe//Berlin\""),
    ("Europe/Berlin\0", "unknown time zone \"Europe/Berlin\\u{0}\""),
    ("leapseconds", "\"leapseconds\" is not a time zone file (it has no TZif header)"),
  ])
  func `a name that is no zone's is refused`(_ name: String, _ words: String) {
    #expect {
      _ = try Zone.named(name)
    } throws: {
      (($0 as? Message)?.withPlace ?? "").hasPrefix(words)
    }
  }
}
