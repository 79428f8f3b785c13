import Foundation
import Testing

/// The files of `Tests/Examples` that are too long to be read.
struct ExampleTests {
  /// Compares a file with what was made; `ACCEPT` is the name of those that are to be made anew.
  private func compare(_ name: String, with lines: [String], accept: String) throws {
    let made = Plan.lines(lines)
    let path = "Tests/Examples/\(name)"
    if ProcessInfo.processInfo.environment["ACCEPT"] == accept {
      try Data(made.utf8).write(to: Repository.root.appending(path: path))
    }
    let kept = try #require(Repository.text(path))
    #expect(firstDifference(expected: made, actual: kept) == nil)
  }

  @Test
  func `the agency's posts are those that the seed makes`() throws {
    try compare("agency.jsonl", with: Agency.posts, accept: "agency")
    #expect(Agency.clients.allSatisfy { client in Agency.posts.contains { $0.contains(client) } })
  }

  @Test
  func `the brand's posts and results are those that the seed makes`() throws {
    try compare("queue.jsonl", with: Brand.queue, accept: "brand")
    try compare("results.jsonl", with: Brand.results, accept: "brand")
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
