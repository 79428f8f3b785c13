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
    let evidence = [[Double]](repeating: [Double](repeating: 0.5, count: 168), count: 2)
    let samples = ForestFit.Samples(
      columns: columns, categoryCounts: counts, contentTypeFeature: 9, weekHourFeature: 6,
      evidence: evidence)
    var options = ForestFit.Options()
    options.trees = 5
    let targets = (0..<rows).map { Double(columns[10][$0]) + random.nextUnit() }
    let fit = ForestFit(samples, rows: Array(0..<rows), targets: targets, options: options)
    let score = ModelScores.Score(r2: 0.25, mae: 0.5)
    let scores = ModelScores(
      heldOut: 80, forest: score, rankCorrelation: nil, mean: score, table: score, outOfBag: score,
      beatsMean: true)
    let scale = LearnedScale(unit: 0.01)
    return PlatformModel(
      platform: "x", target: "kpi", isNormalized: true, scale: scale, features: features,
      bins: fit.bins, contentTypes: ["x_post", "x_thread"], levels: fit.levels,
      effects: fit.effects,
      calibration: Calibration(
        residuals: fit.residuals, contentTypes: columns[9].map { Int($0) }, typeCount: 2,
        scale: scale),
      forest: fit.forest, importances: fit.importances, scores: scores, samples: rows,
      seed: .max)
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
