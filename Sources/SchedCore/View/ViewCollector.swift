/// Takes records of any kind, and draws what they say once all are read.
package final class ViewCollector: RecordCollector {
  private let request: ViewRequest
  private var scores: ScoreGathering
  private var predictions: PredictionGathering
  private var plan: PlanGathering
  private var history: HistoryGathering
  private var model: ModelGathering
  private var parameters: ParameterGathering

  package init(_ request: ViewRequest) {
    self.request = request
    scores = ScoreGathering(request)
    predictions = PredictionGathering(request)
    plan = PlanGathering(request)
    history = HistoryGathering(request)
    model = ModelGathering(request)
    parameters = ParameterGathering(request)
  }

  package func take(_ line: JSONLine, at place: Place) throws(Message) {
    let record = RecordReader(line)
    switch try ViewKind(line) {
    case .line(kind: let kind) where ModelGathering.kinds.contains(kind):
      try model.take(line, kind: kind)
    case .line(kind: let kind): try parameters.take(line, kind: kind, at: place)
    case .flatRow: try scores.takeRow(record)
    case .history: try history.take(line)
    case .planned: try plan.take(record)
    case .predicted:
      try predictions.take(record)
      try scores.take(record)
    case .scored: try scores.take(record)
    }
  }

  package func finish(_ output: OutputFile) throws(Message) {
    // What did not go out belongs to the history that it comes with.
    var planned: [ViewBlock] = []
    if !history.isEmpty, let log = plan.log {
      history.unpublished += log.unpublished
      history.withoutFigures += log.published
    } else {
      planned = plan.blocks()
    }
    let blocks =
      planned + predictions.blocks() + scores.blocks() + history.blocks() + model.blocks()
      + parameters.blocks()
    guard !blocks.isEmpty else { return }
    try output.write(drawn(blocks))
  }

  private func drawn(_ blocks: [ViewBlock]) -> [UInt8] {
    var bytes: [UInt8] = []
    switch request.format {
    case .html: HTMLPage.append(blocks, title: Self.title, to: &bytes)
    case .svg: SVGPicture.append(blocks, title: Self.title, to: &bytes)
    case .text, .ics, .csv:
      var screen = TextScreen(width: request.width, hasColor: request.hasColor)
      for block in blocks { screen.append(block) }
      bytes = screen.bytes
    }
    return bytes
  }

  private static let title = "When to post"
}
