import Foundation
import Testing

/// The files of `Tests/Examples` that are too long to be read.
struct ExampleTests {
  private let agency = "Tests/Examples/agency.jsonl"

  @Test
  func `the agency's posts are those that the seed makes`() throws {
    let made = Plan.lines(Agency.posts)
    if ProcessInfo.processInfo.environment["ACCEPT"] == "agency" {
      try Data(made.utf8).write(to: Repository.root.appending(path: agency))
    }
    let kept = try #require(Repository.text(agency))
    #expect(firstDifference(expected: made, actual: kept) == nil)
    #expect(Set(Agency.clients.filter { !kept.contains("\"\($0)\"") }) == [])
  }

  @Test
  func `ten shards of the agency's clients make up the whole plan`() throws {
    let rules = try #require(Repository.text("Tests/Examples/agency.yaml"))
    func plan(_ posts: [String]) throws -> [Substring] {
      try Plan(posts, rules, ["--effort", "fast"], horizon: Agency.week).outcome.out
        .split(separator: "\n")
    }
    let whole = try plan(Agency.posts)
    #expect(whole.count == 300)
    let shards = try (0..<10).flatMap { shard in
      let clients = stride(from: shard, to: 50, by: 10).map { "\"\(Agency.clients[$0])\"" }
      return try plan(Agency.posts.filter { post in clients.contains { post.contains($0) } })
    }
    #expect(shards.sorted() == whole.sorted())
  }
}
