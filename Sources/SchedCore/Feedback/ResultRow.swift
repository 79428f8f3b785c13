/// A result as a cycle counts it: 64 bytes, for there may be a million.
struct ResultRow: Sendable {
  enum Status: UInt8, Sendable {
    case published, failed, rateLimited, cancelled
  }

  /// The post; of one that was not published its key is that of the event, which has an instant.
  var post: LedgerPost
  var status: Status
  /// How often it was tried before.
  var retries: UInt16
  /// Where it stood in the input, counted over all lines.
  var number: Int32
  /// How long after its slot it began, negative if before; NaN without a slot.
  var latencySeconds: Float
  /// By what the first format of parameters knew it: the hash of account, platform, the bytes of the
  /// id, and instant.
  var formerKey: UInt64

  /// When it was posted, or tried.
  var instant: Instant { post.instant }
  /// The index of its account in the table, and later in the ledger.
  var account: Int32 { post.account }
  /// An index of the catalogue.
  var contentType: Int16 { post.contentType }
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
  /// For each row the figures that the ledger keeps of its platform's posts; NaN for what is absent.
  var figures: [Float] = []
  /// How posts came to their hours, as far as that is known.
  var choices: [HourChoice] = []
  /// The metrics of posts that have none of those figures.
  var otherMetrics: Set<String> = []
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
    figures.reserveCapacity(tables.reduce(0) { $0 + $1.figures.count })
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
      let offset = Int32(truncatingIfNeeded: figures.count)
      figures += table.figures
      let firstChoice = Int32(truncatingIfNeeded: choices.count)
      choices += table.choices
      for var row in table.rows {
        if row.post.choice >= 0 { row.post.choice += firstChoice }
        row.post.metrics += offset
        row.post.account = newIndices[Int(row.account)]
        rows.append(row)
      }
      queue += table.queue
      otherMetrics.formUnion(table.otherMetrics)
      retryRequests += table.retryRequests
      refusals += table.refusals
      settled += table.settled
    }
    rows.sort { ($0.instant, $0.number) < ($1.instant, $1.number) }
  }
}
