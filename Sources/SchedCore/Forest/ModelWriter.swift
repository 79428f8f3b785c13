/// A model as lines: a header, then a line for each tree.
///
/// The header's last field is a checksum of the header before it and of all trees, so that a
/// changed byte is seen even where it makes another sound model. A new field here also needs
/// `ModelReader`, schemas.json, sched-model(5) and ModelFileTests.
package struct ModelWriter {
  private var text: [UInt8] = []

  package init() {}

  /// The lines of a model.
  package static func lines(of model: PlatformModel) -> [UInt8] {
    var writer = ModelWriter()
    writer.appendHeader(model)
    let header = writer.text
    let leafUnit = TreeText.leafUnit(of: model.forest)
    let treeText = TreeText(bins: model.bins, leafUnit: leafUnit)
    var trees: [UInt8] = []
    for tree in model.forest.trees { treeText.append(tree, to: &trees) }
    var checksum = Checksum()
    header.withUnsafeBufferPointer { checksum.add($0) }
    trees.withUnsafeBufferPointer { trees in
      // Line by line, as they are read.
      var cursor = trees[...]
      while let end = cursor.firstIndex(of: UInt8(ascii: "\n")) {
        checksum.add(UnsafeBufferPointer(rebasing: cursor[..<end]))
        cursor = cursor[(end + 1)...]
      }
    }
    return header + Array(",\"checksum\":\"\(checksum.text)\"}\n".utf8) + trees
  }

  /// Everything of the header but the checksum and the closing brace.
  private mutating func appendHeader(_ model: PlatformModel) {
    append("{\"kind\":\"forest\",\"version\":\(PlatformModel.version),\"platform\":")
    append(quoted: model.platform)
    append(",\"target\":")
    append(quoted: model.target)
    append(",\"normalized\":\(model.isNormalized),\"samples\":\(model.samples)")
    append(",\"seed\":\(model.seed),\"scale\":\"\(model.scale == .plain ? "plain" : "log")\"")
    if let zone = model.zone {
      append(",\"zone\":")
      append(quoted: zone)
    }
    if let span = model.span {
      append(",\"from\":\"\(span.lowerBound)\",\"until\":\"\(span.upperBound)\"")
    }
    append(",\"metrics\":{")
    for (index, metric) in model.metrics.enumerated() {
      append(index > 0 ? "," : "")
      append(quoted: metric.name)
      append(":", Self.rounded(metric.share, 1e4))
    }
    append("}")
    if let effect = model.timeEffect { appendTimeEffect(effect) }
    appendScores(model.scores)
    append(",\"importances\":{")
    for (index, feature) in model.features.enumerated() {
      append(index > 0 ? "," : "")
      append(quoted: feature.name)
      append(":", Self.rounded(model.importances[index], 1e4))
    }
    append("},\"features\":[")
    for (index, feature) in model.features.enumerated() {
      append(index > 0 ? ",{\"name\":" : "{\"name\":")
      append(quoted: feature.name)
      switch feature.kind {
      case .number:
        append(",\"edges\":")
        appendList(model.bins.edges[index]) { writer, edge in writer.append(edge) }
      case .category(let names):
        append(",\"categories\":")
        appendList(names) { writer, name in writer.append(quoted: name) }
      }
      append("}")
    }
    append("],\"content_types\":{")
    for (index, name) in model.contentTypes.enumerated() {
      append(index > 0 ? "," : "")
      append(quoted: name)
      append(":{\"level\":", model.levels[index])
      appendCurve(model.curves[index])
      append(",\"residuals\":")
      appendRounded(model.calibration.percentiles[index])
      append("}")
    }
    append("}")
    appendAccounts(model)
    append(",\"smear\":", model.calibration.smear)
    append(",\"tail\":", Self.rounded(model.calibration.tail, 1e4))
    append(",\"forest_share\":", Self.rounded(model.share, 1e4))
    append(",\"seen\":\"")
    model.seen.append(to: &text)
    append("\"")
    append(",\"trees\":\(model.forest.trees.count),\"leaf_unit\":")
    append("", TreeText.leafUnit(of: model.forest))
  }

  /// Appends `,"week":[…],"week_spread":[…],"no_effect":0.4`.
  private mutating func appendCurve(_ curve: HourCurve) {
    append(",\"week\":")
    appendRounded(curve.values, Self.curveParts)
    append(",\"week_spread\":")
    appendRounded(curve.spreads)
    append(",\"no_effect\":", Self.rounded(curve.noEffect, 1e5))
  }

  private mutating func appendAccounts(_ model: PlatformModel) {
    let scales = model.calibration.scales
    let names = Set(model.accounts.keys).union(scales.keys).sorted()
    guard !names.isEmpty else { return }
    append(",\"accounts\":{")
    for (index, name) in names.enumerated() {
      append(index > 0 ? "," : "")
      append(quoted: name)
      append(":{\"scale\":", Self.rounded(scales[name] ?? 1, 1e4))
      let account = model.accounts[name] ?? PlatformModel.Account()
      if !account.levels.isEmpty {
        append(",\"levels\":{")
        for (index, level) in account.levels.sorted(by: { $0.key < $1.key }).enumerated() {
          append(index > 0 ? "," : "")
          append(quoted: model.contentTypes[level.key])
          append(":", level.value)
        }
        append("}")
      }
      if let curve = account.curve { appendCurve(curve) }
      append("}")
    }
    append("}")
  }

  private mutating func appendTimeEffect(_ effect: TimeEffect) {
    append(",\"time_effect\":")
    effect.append(to: &text)
  }

  private mutating func appendScores(_ scores: ModelScores) {
    append(",\"held_out\":\(scores.heldOut),\"scores\":{")
    let named = [
      ("forest", scores.forest), ("mean", scores.mean), ("recent", scores.recent),
      ("table", scores.table), ("out_of_bag", scores.outOfBag),
    ]
    for case (let name, let score?) in named {
      append("\"\(name)\":{\"r2\":", Self.rounded(score.r2, 1e6))
      append(",\"mae\":", score.mae)
      append("},")
    }
    append("\"rank_correlation\":")
    if let correlation = scores.rankCorrelation {
      append("", Self.rounded(correlation, 1e6))
    } else {
      append("null")
    }
    append(",\"beats_mean\":\(scores.beatsMean)}")
  }

  /// Spreads and residuals are kept to a hundred-thousandth of the learned scale's unit.
  private static let perUnit = 1e5
  /// Curves to a tenth of that, for the order of hours where hardly anything is known.
  private static let curveParts = 1e6

  private static func rounded(_ value: Double, _ perUnit: Double) -> Double {
    let rounded = (value * perUnit).rounded() / perUnit
    return rounded.isFinite ? rounded : value
  }

  private mutating func appendRounded(_ values: [Double], _ perUnit: Double = Self.perUnit) {
    appendList(values) { writer, value in writer.append("", Self.rounded(value, perUnit)) }
  }

  private mutating func appendList<Value>(
    _ values: [Value], _ appendValue: (inout ModelWriter, Value) -> Void
  ) {
    append("[")
    for (index, value) in values.enumerated() {
      if index > 0 { append(",") }
      appendValue(&self, value)
    }
    append("]")
  }

  private mutating func append(_ plain: String, _ number: Double) {
    append(plain)
    JSONNumber.append(number, to: &text)
  }

  private mutating func append(_ plain: String) { text.append(contentsOf: plain.utf8) }

  /// The shortest text that reads back to the same float.
  private mutating func append(_ number: Float) {
    let digits = number.description
    append(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }

  private mutating func append(quoted string: String) { JSONString.append(string, to: &text) }
}
