import SchedCore
import Testing

struct WeightProposalTests {
  private let catalogue: PlatformCatalogue
  private let young = AudienceProfile(
    ageShares: ["18-24": 1], deviceShares: ["mobile": 1], zoneWeights: [(.utc, 1)])

  init() throws { catalogue = try PlatformCatalogue.builtIn() }

  private func type(_ name: String) throws -> ContentType {
    try #require(catalogue.contentTypes.first { $0.name == name })
  }

  /// The score by hand: the product of the contract's formula, as a share of its best hour.
  private func scores(_ type: ContentType, _ weights: TimingWeights) -> [Double] {
    let product = (0..<168).map { hour -> Double in
      let demographics = 1 + weights.demographics * young.demographics[hour]
      let format = 1 + weights.format * type.format[hour]
      return type.windows[hour] * demographics * format * type.guardFactors[hour]
    }
    let best = product.max() ?? 1
    return product.map { $0 / best }
  }

  /// Posts at all hours whose outcomes are half their score under some weights.
  private func evidence(
    _ name: String, _ truth: TimingWeights, postsPerHour: Double = 400, noise: Double = 0,
    seed: UInt64 = 0
  ) throws -> WeightEvidence {
    var random = SeededGenerator(seed: seed)
    let type = try type(name)
    var cells = HourCurveFit.Cells()
    for (hour, score) in scores(type, truth).enumerated() {
      let error = noise * random.nextNormal() / postsPerHour.squareRoot()
      cells.add(0.5 * score + error, at: hour, weight: postsPerHour)
    }
    return WeightEvidence(type, cells, variance: 0.25, audience: young)
  }

  private let parent = TimingWeights()

  @Test
  func `nothing is proposed without outcomes`() throws {
    #expect(WeightProposal([], parent: parent) == nil)
    let none = WeightEvidence(
      try type("instagram_reels"), HourCurveFit.Cells(), variance: 0.25, audience: young)
    #expect(WeightProposal([none], parent: parent) == nil)
  }

  @Test
  func `nothing is proposed where hours do not matter`() throws {
    var proposals = 0
    for seed in 0..<20 {
      var random = SeededGenerator(seed: UInt64(seed))
      var cells = HourCurveFit.Cells()
      for _ in 0..<1_000 { cells.add(0.5 * random.nextNormal(), at: random.next(below: 168)) }
      let evidence = WeightEvidence(
        try type("instagram_reels"), cells, variance: 0.25, audience: young)
      if WeightProposal([evidence], parent: parent) != nil { proposals += 1 }
    }
    #expect(proposals == 0)
  }

  @Test
  func `nothing is proposed where the parent's scores are the truth`() throws {
    for seed in 0..<10 {
      let evidence = try evidence("instagram_reels", parent, noise: 0.5, seed: UInt64(seed))
      #expect(WeightProposal([evidence], parent: parent) == nil)
    }
  }

  @Test(arguments: [0, 0.45, 0.6])
  func `a weight moves to the truth, by a tenth at most`(format: Double) throws {
    let truth = TimingWeights(format: format)
    let proposal = try #require(
      WeightProposal([evidence("instagram_reels", truth)], parent: parent))
    let step = proposal.weights.format - parent.format
    #expect((0.05...0.1).contains(step.magnitude) && (step > 0) == (format > 0.2))
    #expect(proposal.probability > 0.9 && proposal.weights.season == parent.season)
  }

  @Test
  func `step by step it comes to the truth and stays there`() throws {
    let truth = TimingWeights(demographics: 0.5, format: 0.6)
    let evidence = try ["instagram_reels", "youtube_shorts"].map {
      try self.evidence($0, truth, postsPerHour: 10_000)
    }
    var weights = parent
    var count = 0
    while let proposal = WeightProposal(evidence, parent: weights), count < 20 {
      weights = proposal.weights
      count += 1
    }
    #expect((4...15).contains(count))
    #expect(abs(weights.format - 0.6) < 0.06 && abs(weights.demographics - 0.5) < 0.06)
  }

  @Test
  func `no corner is jumped to, whatever the outcomes`() throws {
    for parent in [parent, TimingWeights(demographics: 0.05, format: 0.95)] {
      for (demographics, format) in [(0.0, 0.0), (0, 1), (1, 0), (1, 1)] {
        let truth = TimingWeights(demographics: demographics, format: format)
        let proposal = try WeightProposal(
          [evidence("instagram_reels", truth, postsPerHour: 100_000)], parent: parent)
        guard let weights = proposal?.weights else { continue }
        #expect(abs(weights.demographics - parent.demographics) <= 0.1 + 1e-9)
        #expect(abs(weights.format - parent.format) <= 0.1 + 1e-9)
        #expect([weights.demographics, weights.format].allSatisfy { $0 > 0 && $0 < 1 })
      }
    }
  }

  @Test
  func `a weight of which the outcomes say nothing stays`() throws {
    var evidence = try evidence("instagram_reels", TimingWeights(demographics: 0, format: 0.6))
    evidence.audience = AudienceProfile(livingIn: .utc)
    let weights = TimingWeights(demographics: 0.02)
    let proposal = try #require(WeightProposal([evidence], parent: weights))
    #expect(proposal.weights.demographics == 0.02 && proposal.weights.format > 0.25)
  }

  @Test
  func `a weight of 0 or 1 can be left again`() throws {
    let truth = TimingWeights(demographics: 0.5, format: 0.5)
    let proposal = try #require(
      WeightProposal(
        [evidence("instagram_reels", truth)], parent: TimingWeights(demographics: 1, format: 0)))
    #expect((0.9..<1).contains(proposal.weights.demographics))
    #expect(proposal.weights.format > 0 && proposal.weights.format <= 0.1)
  }

  @Test
  func `few posts propose nothing yet, many do`() throws {
    let truth = TimingWeights(format: 0.6)
    func proposal(_ posts: Double) throws -> WeightProposal? {
      try WeightProposal(
        [evidence("instagram_reels", truth, postsPerHour: posts)], parent: parent)
    }
    #expect(try proposal(2) == nil)
    #expect(try proposal(400) != nil)
  }
}
