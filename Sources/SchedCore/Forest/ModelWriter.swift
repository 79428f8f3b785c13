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
    append(",\"seed\":\(model.seed)")
    if let unit = model.scale.unit { append(",\"log_unit\":", unit) }
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
      append(",\"week\":")
      appendRounded(model.effects[index].values)
      append(",\"week_spread\":")
      appendRounded(model.effects[index].spreads)
      append(",\"residuals\":")
      appendRounded(model.calibration.percentiles[index])
      append("}")
    }
    append("},\"smear\":", model.calibration.smear)
    append(",\"trees\":\(model.forest.trees.count),\"leaf_unit\":")
    append("", TreeText.leafUnit(of: model.forest))
  }

  private mutating func appendScores(_ scores: ModelScores) {
    append(",\"held_out\":\(scores.heldOut),\"scores\":{")
    let named = [
      ("forest", scores.forest), ("mean", scores.mean), ("table", scores.table),
      ("out_of_bag", scores.outOfBag),
    ]
    for (name, score) in named {
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

  /// Curves and residuals are kept to a hundred-thousandth of the learned scale's unit.
  private static let perUnit = 1e5

  private static func rounded(_ value: Double, _ perUnit: Double) -> Double {
    let rounded = (value * perUnit).rounded() / perUnit
    return rounded.isFinite ? rounded : value
  }

  private mutating func appendRounded(_ values: [Double]) {
    appendList(values) { writer, value in writer.append("", Self.rounded(value, Self.perUnit)) }
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
