import Testing

@testable import SchedCore

struct AccountTablesTests {
  @Test(
    arguments: [
      ("roastery", nil, "roastery.csv"), ("roastery", "x", "roastery@x.csv"),
      ("a.b-c_d", nil, "a.b-c_d.csv"), ("../etc", nil, "%2e.%2fetc.csv"), (".", nil, "%2e.csv"),
      ("-rf", nil, "%2drf.csv"), ("a b@c%", nil, "a%20b%40c%25.csv"),
      ("Rösterei", nil, "Rösterei.csv"),
      ("a\n\u{0}", nil, "a%0a%00.csv"),
    ] as [(String, String?, String)])
  func `a file is called by its account or channel, safely`(
    _ account: String, _ platform: String?, _ expected: String
  ) {
    #expect(AccountTables.fileName(of: account, platform: platform) == expected)
  }

  @Test
  func `long names stay distinct, and short enough`() {
    let names = ["a", "b"].map { end in
      AccountTables.fileName(of: String(repeating: "é", count: 5000) + end, platform: "x")
    }
    #expect(names[0] != names[1])
    #expect(names.allSatisfy { $0.utf8.count < 255 })
  }
}
