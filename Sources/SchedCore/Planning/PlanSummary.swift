/// A plan in one line, for people who watch many: what `--summary` writes.
struct PlanSummary {
  let placed: Int
  let leftOut: Int
  /// The sum over placed posts of weight · (10 + score · decay).
  let objective: Double
  /// No plan is worth more.
  let bound: Double
  /// The placed posts' weights, added.
  let placedWeight: Double
  /// The same for the same plan, and for that alone.
  let scheduleID: String
  let hours: Double
  /// Placed posts that break no rule, as a share: pins are kept whatever they break.
  let compliance: Double

  /// The object, with its line end.
  var json: [UInt8] {
    var text: [UInt8] = []
    text.append(contentsOf: "{\"schedule_id\":\"\(scheduleID)\"".utf8)
    text.append(contentsOf: ",\"placed\":\(placed),\"left_out\":\(leftOut)".utf8)
    let gap = objective > 0 ? (bound - objective) / objective : 0
    let room = bound - 10 * placedWeight
    let fields: [(String, Double)] = [
      ("objective", objective), ("bound", bound), ("gap", gap),
      ("score_gap", room > 0 ? (bound - objective) / room : 0),
      ("projected_throughput", hours > 0 ? Double(placed) / hours : 0),
      ("quota_compliance_score", compliance),
      (
        "schedule_adherence_score",
        placed + leftOut > 0 ? Double(placed) / Double(placed + leftOut) : 1
      ),
    ]
    for (name, value) in fields {
      text.append(contentsOf: ",\"\(name)\":".utf8)
      JSONNumber.append(value, to: &text)
    }
    text.append(contentsOf: "}\n".utf8)
    return text
  }
}

extension PlanSummary {
  /// How good the plan is, for `-v`.
  var explanation: Message {
    // In thousandths of a per cent, rounded up, so that it is never told too good.
    let share = objective > 0 ? (bound - objective) / objective * 100_000 : 0
    let percent = min(share, 1e9).rounded(.up) / 1000
    return Message(
      "\(placed) of \(placed + leftOut) posts have a slot; no plan is worth over \(percent) % more",
      level: .note)
  }
}
