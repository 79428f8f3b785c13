import Foundation
import SchedCore
import Testing

/// `sched-predict --explore | sched-plan`: a plan follows the hours that were drawn, and says so only
/// where it does.
struct ExploredPlanTests {
  private static let now = "2026-11-23T00:00:00Z"
  private static let clock = ["--now", now, "--from", now]
  private let week = clock + ["--days", "7"]

  private struct Predicted: Decodable {
    struct Scores: Decodable {
      let start: String
      let hourly: [Double]
    }
    struct Prediction: Decodable { let at: String }
    let scores: Scores
    let predictions: [Prediction]
    let explored: Bool?
    let propensity: Double?
    let exploredHour: String?
  }

  /// A post of each of some accounts, so that no post is in another's way.
  private func posts(_ count: Int) -> [String] {
    (0..<count).map { Plan.post("p\($0)", "x", #","account":"a\#($0)""#) }
  }

  private func predict(_ lines: [String], _ flags: [String]) throws -> [String] {
    let outcome = try Tool("sched-predict").run(Self.clock + flags, input: Plan.lines(lines))
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    return outcome.out.split(separator: "\n").map(String.init)
  }

  private func decoded(_ line: String) throws -> Predicted {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Predicted.self, from: Data(line.utf8))
  }

  private func lines(_ plan: Plan) -> [String] {
    plan.outcome.out.split(separator: "\n").map(String.init)
  }

  private func seconds(_ instant: String?) -> Int { PlanInstance.seconds(instant ?? "") }

  @Test
  func `the hour that was drawn is the single best of the scores`() throws {
    let plain = try decoded(predict(["{\"platform\":\"x\"}"], [])[0]).scores.hourly
    for line in try predict(posts(60), ["--explore", "0.5"]) {
      let post = try decoded(line)
      #expect(post.predictions[0].at == post.exploredHour)
      guard post.explored == true else {
        #expect(post.scores.hourly == plain)
        continue
      }
      let hour = (seconds(post.exploredHour) - seconds(post.scores.start)) / 3600
      #expect(post.scores.hourly[hour] == 1)
      #expect(post.scores.hourly.count { $0 == 1 } == 1)
      for (other, score) in post.scores.hourly.enumerated() where other != hour {
        #expect(abs(score - plain[other] / 2) <= 1e-6)
      }
    }
  }

  /// Preferred windows would draw posts to other hours.
  @Test(arguments: [
    nil, "platforms: {x: {preferred_windows: [{from: \"06:00\", until: \"18:00\"}]}}",
  ])
  func `a plan has as many posts in an hour as the propensities say`(_ rules: String?) throws {
    let plan = try Plan(
      predict(posts(600), ["--explore", "0.5"]), rules, ["--effort", "fast"], horizon: week)
    var counts: [Double: Int] = [:]
    for row in plan.rows {
      let offset = seconds(row.scheduledAt) - seconds(row.exploredHour)
      #expect((0..<3600).contains(offset), "\(row)")
      counts[try #require(row.propensity), default: 0] += 1
    }
    // Of 168 hours one is the best.
    let (best, other) = (0.5 + 0.5 / 168, 0.5 / 168)
    #expect(counts.keys.sorted() == [other, best])
    // 600 draws of a half have a standard deviation of 12.2.
    #expect(abs(Double(counts[best] ?? 0) - 600 * best) < 49)
    let random = Set(plan.rows.filter { $0.propensity == other }.map(\.exploredHour))
    #expect(random.count > 120)
  }

  @Test
  func `what led to a slot is kept every night, with whatever new draws`() throws {
    let first = try Plan(predict(posts(40), ["--explore", "0.7"]), horizon: week)
    let kept = lines(first)
    #expect(lines(try Plan(kept, horizon: week)) == kept)
    let again = ["--explore", "0.7", "--seed", "9"]
    func draws(_ plan: Plan) -> [String] {
      plan.rows.map {
        "\($0.key ?? "") \($0.scheduledAt ?? "") \($0.explored.debugDescription) "
          + "\($0.propensity ?? 0) \($0.exploredHour ?? "")"
      }
    }
    #expect(Set(first.rows.map(\.explored)) == [true, false])
    for flags in [again, []] {
      #expect(draws(try Plan(predict(kept, flags), horizon: week)) == draws(first))
      let fresh = try predict(posts(40), flags)
      let second = try Plan(fresh, horizon: week, existing: kept)
      #expect(draws(second) == draws(first))
      #expect(
        draws(try Plan(fresh, horizon: week, existing: lines(second))) == draws(first))
    }
  }

  @Test
  func `what has gone out, as --existing tells, has the draw that is told there`() throws {
    let first = try Plan(predict(posts(20), ["--explore", "0.7"]), horizon: week)
    let results = lines(first).map { line in
      let slot = line.firstMatch(of: #/"scheduled_at":"([^"]*)"/#).map { String($0.output.1) } ?? ""
      return line.replacing(
        #""status":"scheduled""#,
        with: #""status":"published","posted_at":"\#(slot.replacing(":00Z", with: ":07Z"))""#)
    }
    let fresh = try predict(posts(20), ["--explore", "0.7", "--seed", "9"])
    let plan = try Plan(fresh, horizon: week, existing: results)
    #expect(plan.rows.allSatisfy { $0.status == "published" })
    #expect(plan.rows.map(\.exploredHour) == first.rows.map(\.exploredHour))
    #expect(plan.rows.map(\.propensity) == first.rows.map(\.propensity))
    #expect(lines(try Plan(lines(plan), horizon: week, existing: results)) == lines(plan))
  }

  @Test
  func `a new prediction replaces the draw of a post without a slot, or removes it`() throws {
    let plain = try predict(posts(20), [])
    let drawn = try predict(posts(20), ["--explore", "1"])
    #expect(drawn.allSatisfy { $0.contains(#""explored":true"#) })
    #expect(try predict(drawn, []) == plain)
    #expect(try predict(drawn, ["--explore", "1"]) == drawn)
    let other = ["--explore", "1", "--seed", "5"]
    #expect(try predict(drawn, other) == predict(posts(20), other))
  }

  @Test
  func `a lot takes the place of the draws of the posts that it deals`() throws {
    let posts = (0..<4).map { Plan.post("\($0)", "x") }
    let flags = ["--explore", "0.000001"]
    let plan = try Plan(predict(posts, flags), nil, ["--experiment"], horizon: week)
    #expect(plan.rows.allSatisfy { $0.experiment?.propensity == 0.25 })
    #expect(plan.rows.allSatisfy { $0.explored == nil && $0.propensity == nil })
    #expect(!plan.outcome.out.contains("explored"))
  }
}
