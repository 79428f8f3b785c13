import SchedCore
import Testing

struct FeatureSpaceTests {
  private let lines = [
    #"""
    {"platform":"x","posted_at":"2026-07-05T22:30:00Z","followers":1000,"tone":"dry","extra":{"chars":12},
    "audience":{"age_cohorts":{"18-24":1,"55+":1},"time_zone_weights":{"Asia/Kolkata":0.7,"UTC":0.3}}}
    """#,
    #"{"platform":"x","content_type":"x_thread","posted_at":"2026-01-05T00:00:00Z","tone":7,"extra":{"chars":true}}"#,
  ]

  private func space() throws -> (space: FeatureSpace, samples: [Sample]) {
    let own = ["tone", "extra.chars"]
    let samples = try samples(lines, own: own)
    return (
      FeatureSpace(of: samples, contentTypes: ["x_post", "x_thread"], ownNames: own), samples
    )
  }

  @Test
  func `a space has the features that its samples have, in a fixed order`() throws {
    let space = try space().space
    #expect(
      space.features.map(\.name) == FeatureSpace.timeNames + [
        "content_type", "age.18-24", "age.55+", "zone.Asia/Kolkata", "zone.UTC", "log_followers",
        "tone", "extra.chars",
      ])
    #expect(space.ownNames == ["tone", "extra.chars"])
    // One word makes a feature of words.
    #expect(space.features[15].kind == .category(["dry"]) && space.features[16].kind == .number)
    #expect(try FeatureSpace(space.features) == space)
  }

  /// Expected: Monday 2026-07-06 04:00 in Kolkata (python3 zoneinfo); ln 1000.
  @Test
  func `time is that of the audience's main zone, and what is not there is missing`() throws {
    let (space, samples) = try space()
    var row = space.row(of: samples[0], contentType: "x_post")
    let evidence = (0..<168).map { Double($0) / 168 }
    FeatureSpace.setTime(&row, localSecond: samples[0].localSecond, evidence: evidence)
    #expect(Array(row[4...9]) == [4, 0, 4, 7, Float(4.0 / 168), 0])
    #expect(abs(row[0] - 0.8660254) < 1e-6 && abs(row[1] - 0.5) < 1e-6)
    #expect(Array(row[10...13]) == [0.5, 0.5, 0.7, 0.3])
    #expect(abs(row[14] - 6.9077554) < 1e-6 && row[15] == 0 && row[16] == 12)
    #expect(samples[0].weekHour == 4)

    let other = space.row(of: samples[1], contentType: "x_thread")
    #expect(other[9] == 1 && other[13] == 1 && other[16] == 1)
    #expect(other[10].isNaN && other[14].isNaN && other[15].isNaN)
  }

  @Test
  func `a list of features that no space has is refused`() throws {
    let features = try space().space.features
    #expect(throws: Message.self) { try FeatureSpace([]) }
    #expect(throws: Message.self) { try FeatureSpace(Array(features.dropFirst())) }
    #expect(throws: Message.self) { try FeatureSpace(Array(features.prefix(10))) }
    var wrong = features
    wrong[0].kind = .category(["a"])
    #expect(throws: Message.self) { try FeatureSpace(wrong) }
  }
}
