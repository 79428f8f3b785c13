import Foundation
import Testing

struct CaseTests {
  /// `make accept CASE=sched-score/unknown-platform` sets ACCEPT: the cases of that name, of that
  /// tool, or all, are rewritten instead of compared, and `git diff` shows what changed.
  private static let accepted = ProcessInfo.processInfo.environment["ACCEPT"]

  @Test(arguments: Case.all)
  func `a case comes out as its files say`(of example: Case) throws {
    if let accepted = Self.accepted,
      accepted == "all" || "\(example.name)/".hasPrefix("\(accepted)/")
    {
      try example.accept()
    } else {
      try example.check()
    }
  }

  @Test
  func `every case belongs to a tool`() {
    let tools = Set(Repository.names(in: "Tests/CommandTests/Cases"))
    #expect(tools.isSubset(of: Tool.all.map(\.name)))
  }
}
