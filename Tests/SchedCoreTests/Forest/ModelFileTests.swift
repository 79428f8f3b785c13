import Foundation
import SchedCore
import Testing

struct ModelFileTests {
  /// A small model that has everything: numbers, categories, sets, missing values.
  private static func model(seed: UInt64 = 1, rows: Int = 400) throws -> PlatformModel {
    var random = SeededGenerator(seed: seed)
    let features =
      FeatureSpace.timeNames.map { FeatureSpace.Feature(name: $0, kind: .number) } + [
        FeatureSpace.Feature(name: "content_type", kind: .category(["x_post", "x_thread"])),
        FeatureSpace.Feature(name: "log_followers", kind: .number),
        FeatureSpace.Feature(name: "tone \"é\"", kind: .category(["dry", "loud", "soft"])),
      ]
    let columns: [[Float]] = features.indices.map { feature in
      (0..<rows).map { _ in
        switch feature {
        case 6: Float(random.nextUnit() * 168)
        case 9: Float(random.next(below: 2))
        case 11: random.next(below: 4) == 3 ? .nan : Float(random.next(below: 3))
        default: Float(random.nextUnit())
        }
      }
    }
    let counts = features.map { feature in
      if case .category(let names) = feature.kind { names.count } else { 0 }
    }
    let all = Array(0..<rows)
    let bins = FeatureBins(columns: columns, rows: all, categoryCounts: counts)
    let targets = all.map { columns[10][$0] + Float(random.nextUnit()) }
    let records = BinnedSamples(columns: columns, rows: all, targets: targets, bins: bins)
    var options = TreeGrower.Options()
    options.featuresPerSplit = 4
    let grower = TreeGrower(samples: records, categoryCounts: counts, options: options)
    let trees = (0..<5).map { grower.grow(SeededGenerator(seed: seed, stream: $0)).tree }
    func curve() -> HourCurve {
      HourCurve(
        values: (0..<168).map { _ in random.nextNormal() / 8 },
        spreads: (0..<168).map { _ in random.nextUnit() / 8 }, noEffect: random.nextUnit())
    }
    func score() -> ModelScores.Score { ModelScores.Score(r2: random.nextUnit(), mae: 0.5) }
    let scores = ModelScores(
      heldOut: 80, forest: score(), rankCorrelation: nil, mean: score(), recent: score(),
      table: score(), outOfBag: score(), beatsMean: true)
    let percentiles = (0..<2).map { _ in (0..<101).map { Double($0) / 50 - 1 } }
    var model = PlatformModel(
      platform: "x", target: "kpi", isNormalized: true, scale: .logarithm, features: features,
      bins: bins, contentTypes: ["x_post", "x_thread"], levels: [0.5, -0.25],
      curves: [curve(), curve()],
      calibration: Calibration(
        percentiles: percentiles, smear: 1.25, tail: 0.8, scales: ["acme": 1.5]),
      forest: Forest(trees: trees), importances: features.map { _ in 0.0625 }, scores: scores,
      samples: rows, seed: .max)
    model.share = 0.75
    model.zone = "Asia/Tokyo"
    model.span = Instant(seconds: 1_700_000_000)...Instant(seconds: 1_750_000_000)
    model.seen = SeenPosts([3 << 32, 0xFFFF_FFFF_0000_0000, 2 << 32])
    model.metrics = [PlatformModel.Metric(name: "likes", share: 0.5)]
    model.accounts = ["acme": PlatformModel.Account(curve: curve(), levels: [1: 3.5])]
    model.timeEffect = TimeEffect(
      probability: 0.5, best: 1.25, lower: 1, upper: 1.5, share: 0.01, postsNeeded: 120)
    return model
  }

  /// Reads bytes as a file.
  private static func read(_ bytes: [UInt8]) throws -> [PlatformModel] {
    try union(bytes).models.map { try $0.model() }
  }

  private static func union(_ bytes: [UInt8]) throws -> ModelUnion {
    let url = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID()).jsonl")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(bytes).write(to: url)
    var union = ModelUnion()
    try union.add(contentsOf: url.path, threads: 2)
    return union
  }

  /// What is read is written as the same bytes, which is as near as rounded numbers come.
  @Test
  func `a model that is read is written as the same bytes`() throws {
    let lines = ModelWriter.lines(of: try Self.model())
    let models = try Self.read(lines)
    #expect(models.count == 1)
    for model in models { #expect(ModelWriter.lines(of: model) == lines) }
    #expect(models[0].seed == .max && models[0].features[11].name == "tone \"é\"")
    let windows = Array(String(decoding: lines, as: UTF8.self).replacing("\n", with: "\r\n").utf8)
    #expect(try Self.read(windows) == [models[0]])
  }

  @Test
  func `a thousand damaged models are all refused with a line`() throws {
    let lines = ModelWriter.lines(of: try Self.model())
    var random = SeededGenerator(seed: 4)
    for _ in 0..<1000 {
      var damaged = lines
      switch random.next(below: 5) {
      case 0:
        let place = random.next(below: damaged.count)
        let change = UInt8(1 + random.next(below: 255))
        damaged[place] ^= change
      case 1: damaged.removeSubrange(random.next(below: damaged.count - 1)...)
      case 2: damaged.remove(at: random.next(below: damaged.count - 1))
      case 3:
        damaged.insert(UInt8(ascii: "1"), at: random.next(below: damaged.count - 1))
      default:
        let start = random.next(below: damaged.count - 40)
        let end = start + 1 + random.next(below: 39)
        damaged[start..<end].shuffle(using: &random)
      }
      if damaged == lines || damaged + [0x0A] == lines { continue }
      do {
        let models = try Self.read(damaged)
        // A space or a line end more between the lines says nothing else.
        #expect(models.map(ModelWriter.lines) == [lines])
      } catch {
        let message = try #require(error as? Message)
        #expect(message.status == .badData && message.place != nil)
      }
    }
  }

  /// Its checksum is that of its bytes, so that only reading the trees can tell.
  @Test
  func `a tree that somebody made up is refused with its line when it is needed`() throws {
    let lines = String(decoding: ModelWriter.lines(of: try Self.model()), as: UTF8.self)
    var forged = lines.split(separator: "\n").map(String.init)
    forged[2] = #"{"kind":"tree","splits":[9999999,0,0],"leaves":[1,2]}"#
    let end = ",\"checksum\":\"0123456789abcdef\"}".count
    forged[0] = String(forged[0].dropLast(end))
    var checksum = Checksum()
    for line in forged { Array(line.utf8).withUnsafeBufferPointer { checksum.add($0) } }
    forged[0] += ",\"checksum\":\"\(checksum.text)\"}"
    let text = forged.map { $0 + "\n" }.joined()
    let models = try Self.union(Array(text.utf8)).models
    #expect(models.count == 1)
    for _ in 0..<2 {
      do {
        _ = try models[0].forest()
        Issue.record("no error")
      } catch {
        #expect(error.place?.description.hasSuffix(":3") == true)
        #expect(error.subject == "splits" && error.status == .badData)
      }
    }
  }

  @Test(arguments: ["", "\n\n", "{}", "hello", "{\"kind\":\"tree\",\"splits\":[0],\"leaves\":[0]}"])
  func `what is no model is called none`(_ text: String) {
    do {
      _ = try Self.read(Array(text.utf8))
      Issue.record("no error")
    } catch {
      #expect((error as? Message)?.text.hasPrefix("not a model") == true)
    }
  }

  @Test
  func `the same model twice is one, two of other samples are two`() throws {
    let first = ModelWriter.lines(of: try Self.model())
    let second = ModelWriter.lines(of: try Self.model(seed: 2))
    let models = try Self.read(first + second + first)
    #expect(models.map(ModelWriter.lines) == [first, second])
  }

  @Test
  func `a copy of a model that is damaged is refused all the same`() throws {
    let lines = ModelWriter.lines(of: try Self.model())
    let text = String(decoding: lines, as: UTF8.self)
    let copy = text.replacing("\"target\":\"kpi\"", with: "\"target\":\"kpo\"")
    #expect(copy != text)
    #expect(throws: Message.self) { try Self.read(lines + Array(copy.utf8)) }
  }

  @Test
  func `a file with skipped records and no forest is a model without any`() throws {
    let record = #"{"kind":"skipped","platform":"tiktok","samples":1,"needed":50}"# + "\n"
    let skipped = try Self.union(Array((record + record).utf8))
    #expect(skipped.models.isEmpty)
    #expect(
      skipped.explanation?.text
        == "too few samples were there to learn \"tiktok\" from; rules predict them")
    let model = ModelWriter.lines(of: try Self.model())
    let known = record.replacing("tiktok", with: "x")
    #expect(try Self.union(model + Array(known.utf8)).explanation == nil)
    for damaged in ["\"tiktok\"", "platform", "}"] {
      #expect(throws: Message.self) {
        try Self.union(Array(record.replacing(damaged, with: "1").utf8))
      }
    }
  }
}
