import SchedCore
import Testing

struct OutcomeTests {
  private func line(_ metrics: String, account: String = "a", more: String = "") -> String {
    #"{"platform":"instagram","account":"\#(account)","posted_at":"2026-03-01T10:00:00Z","metrics":{\#(metrics)}\#(more)}"#
  }

  private func weights() throws -> [KPIWeight] {
    try #require(try PlatformCatalogue.builtIn().platforms.first { $0.name == "instagram" })
      .kpiWeights
  }

  private func outcomes(
    _ lines: [String], metric: String? = nil, isNormalized: Bool = true
  ) throws -> [Double?] {
    var rule = OutcomeRule()
    (rule.metric, rule.isNormalized) = (metric, isNormalized)
    let all = try samples(lines)
    let scale = OutcomeScale(rule, weights: try weights(), of: all)
    return all.map(scale.outcome)
  }

  /// By hand, for account a: the median of saves is 4, of engagement_rate as it is; Instagram
  /// weighs saves 0.3 (of the median) and engagement_rate 0.25, so the composites are
  /// (0.3·s/4 + 0.25·e)/0.55.
  @Test
  func `the composite weighs what is there, counts by the account's own median`() throws {
    let raw = try outcomes(
      [
        line(#""saves":2,"engagement_rate":0.1"#), line(#""saves":4,"engagement_rate":0.2"#),
        line(#""saves":8,"engagement_rate":0.3"#), line(#""engagement_rate":0.4"#), line(""),
      ], isNormalized: false)
    let expected = [
      (0.3 * 0.5 + 0.25 * 0.1) / 0.55, (0.3 + 0.25 * 0.2) / 0.55, (0.3 * 2 + 0.25 * 0.3) / 0.55,
      0.4,
    ]
    for (value, wanted) in zip(raw, expected) {
      #expect(abs(try #require(value) - wanted) < 1e-12)
    }
    #expect(raw[4] == nil)
  }

  @Test
  func `a ratio is to the account's own median, of a new account to that of the type`() throws {
    let ratios = try outcomes(
      ["10", "20", "40"].map { line(#""likes":\#($0)"#) }
        + ["1000", "3000", "4000"].map { line(#""likes":\#($0)"#, account: "big") }
        + [line(#""likes":510"#, account: "new")],
      metric: "likes")
    #expect(ratios.prefix(6) == [0.5, 1, 2, 1.0 / 3, 1, 4000.0 / 3000])
    // The median of the type's seven is 510.
    #expect(ratios[6] == 1)
  }

  @Test
  func `without the platform's metrics it is reactions by reach, or reactions alone`() throws {
    let rates = try outcomes(
      [
        line(#""likes":8,"comments":2,"impressions":100"#),
        line(#""likes":3"#, more: #","followers":30"#), line(#""likes":3"#),
      ], isNormalized: false)
    #expect(rates == [0.1, 0.1, nil])
    #expect(
      try outcomes([line(#""likes":8,"comments":2"#)], isNormalized: false) == [10])
  }

  @Test
  func `an account of zeros has no ratio that is not a number`() throws {
    let zeros = try outcomes((0..<4).map { _ in line(#""likes":0"#) }, metric: "likes")
    #expect(zeros == [nil, nil, nil, nil])
  }

  /// Expected: the means by hand.
  @Test
  func `baselines are the means of account and hour, or of what they belong to`() throws {
    func at(_ hour: Int, _ account: String) -> String {
      #"{"platform":"x","account":"\#(account)","posted_at":"2026-03-02T\#(hour):30:00Z"}"#
    }
    let known = try samples([at(10, "a"), at(10, "b"), at(11, "b"), at(12, "b")])
    let baselines = Baselines(known, targets: [1, 2, 3, 7])
    let asked = try samples([at(10, "a"), at(12, "b"), at(15, "c")])
    #expect(asked.map(baselines.accountMean) == [1, 4, 3.25])
    #expect(asked.map(baselines.hourMean) == [1.5, 7, 3.25])
  }
}
