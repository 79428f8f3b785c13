/// A result as a cycle counts it: 48 bytes, for there may be a million.
struct ResultRow: Sendable {
  enum Status: UInt8, Sendable {
    case published, failed, rateLimited, cancelled
  }

  /// What was said of success, or nothing.
  enum Success: UInt8, Sendable {
    case no, yes, unsaid
  }

  /// What tells it from all others: the hash of account, platform, id and instant.
  var key: UInt64
  /// Where it stood in the input, counted over all lines.
  var number: Int32
  /// When it was posted, or tried.
  var instant: Instant
  /// How long after its slot it began, negative if before; NaN without a slot.
  var latencySeconds: Float
  /// Where its metrics begin among those of the table.
  var metrics: Int
  /// The index of its account in the table.
  var account: Int32
  /// An index of the catalogue.
  var contentType: Int32
  /// How often it was tried before.
  var retries: UInt16
  /// The hour of the local week, 0 to 167.
  var weekHour: UInt8
  var status: Status
  var success: Success
}

extension ResultRow.Status {
  /// How a post's life ended; nil for one that still waits, or is a draft.
  init?(_ life: PostLife) {
    switch life.stage {
    case .published: self = .published
    case .refused: self = life.isRateLimited ? .rateLimited : .failed
    case .withheld where life.status == .cancelled: self = .cancelled
    case .withheld, .open: return nil
    }
  }
}

/// A post that still waits.
struct QueuedPost: Sendable {
  var account: String
  var platform: Int
  /// Since when it waits: it was queued, or should have gone out.
  var since: Instant?
  var slot: Instant?
  /// The hash of account, platform and id; nil without an id.
  var post: UInt64?
  /// Where it stood in the input, counted over all lines.
  var number: Int
}

/// When a platform wants to be left alone until.
struct RetryRequest: Sendable {
  var account: String
  var platform: Int
  var until: Instant
}

/// The results of a run.
struct ResultTable: Sendable {
  var rows: [ResultRow] = []
  var accounts: [String] = []
  /// For each row the metrics that its platform's composite is made of, then the sum of reactions,
  /// and last how many people there were to react; NaN for what is absent.
  var metrics: [Float] = []
  var queue: [QueuedPost] = []
  var retryRequests: [RetryRequest] = []
  var refusals: [Refusal] = []
  /// The hashes of the posts that went out, or never will.
  var settled: [UInt64] = []
}

extension ResultTable {
  /// The results of some tables by instant, those of one instant in the order of the input.
  ///
  /// The tables are emptied one by one, so that all results are not held twice.
  init(merging tables: inout [ResultTable]) {
    var indices: [String: Int32] = [:]
    rows.reserveCapacity(tables.reduce(0) { $0 + $1.rows.count })
    metrics.reserveCapacity(tables.reduce(0) { $0 + $1.metrics.count })
    for index in tables.indices {
      var table = ResultTable()
      swap(&table, &tables[index])
      let newIndices = table.accounts.map { name in
        indices[name]
          ?? {
            accounts.append(name)
            indices[name] = Int32(accounts.count - 1)
            return Int32(accounts.count - 1)
          }()
      }
      let offset = metrics.count
      metrics += table.metrics
      for var row in table.rows {
        row.metrics += offset
        row.account = newIndices[Int(row.account)]
        rows.append(row)
      }
      queue += table.queue
      retryRequests += table.retryRequests
      refusals += table.refusals
      settled += table.settled
    }
    rows.sort { ($0.instant, $0.number) < ($1.instant, $1.number) }
  }

  /// A metric of a row by its place; nil if it is absent.
  func metric(_ index: Int, of row: ResultRow) -> Double? {
    let value = Double(metrics[row.metrics + index])
    return value.isFinite ? value : nil
  }
}
