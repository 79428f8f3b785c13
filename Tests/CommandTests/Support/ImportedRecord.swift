import Foundation
import Testing

/// A record that `sched-import` wrote, as another reader of JSON sees it.
struct ImportedRecord: Decodable {
  var id: String?
  var platform: String
  var contentType: String
  var account: String?
  var status: String?
  var postedAt: Date?
  var scheduledAt: Date?
  var notBefore: Date?
  var deadline: Date?
  var measuredAt: Date?
  var metrics: [String: Double]?
  var followers: Double?
  var text: String?

  /// When it went out, or is to go out, in seconds since 1970.
  var instant: Int64? { (postedAt ?? scheduledAt).map { Int64($0.timeIntervalSince1970) } }

  /// The records of a run, in order.
  /// - Throws: what is not a record.
  static func all(of outcome: Outcome) throws -> [ImportedRecord] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    return try outcome.outBytes.split(separator: 0x0A).map {
      try decoder.decode(ImportedRecord.self, from: Data($0))
    }
  }
}

extension ForeignExport {
  /// Runs `sched-import` on the file, with the flags that it needs.
  ///
  /// - Parameter further: flags, and other operands.
  /// - Returns: how it ended.
  /// - Throws: when the system cannot start another process.
  func imported(_ further: [String] = []) throws -> Outcome {
    try TemporaryDirectory.with { directory in
      try directory.write(bytes, to: fileName)
      return try Tool("sched-import").run(
        ForeignExports.now + arguments + further + [fileName], directory: directory)
    }
  }

  /// The flags that the file needs.
  var arguments: [String] { (zone.map { ["--tz", $0] } ?? []) + flags }

  /// What of the file's posts a run did not write as it is true; empty if all is well.
  func faults(in records: [ImportedRecord]) -> [String] {
    ForeignPost.faults(in: records, expected: posts)
  }
}

extension ForeignExports {
  /// After the last post of all exports.
  static let now = ["--now", "2026-12-01T00:00:00Z"]
}

extension ForeignPost {
  /// Compares records with what is true, by id, or without one by instant.
  static func faults(in records: [ImportedRecord], expected posts: [ForeignPost]) -> [String] {
    func key(_ id: String?, _ platform: String, _ instant: Int64?) -> String {
      "\(platform) \(id ?? instant.map { "\($0)" } ?? "none")"
    }
    var found: [String: ImportedRecord] = [:]
    for record in records { found[key(record.id, record.platform, record.instant)] = record }
    var faults = records.count == found.count ? [] : ["two records of one post"]
    // What has no instant is left out of what was published.
    let posts = posts.filter { $0.instant != nil }
    if records.count != posts.count {
      faults.append("\(records.count) records of \(posts.count) posts")
    }
    for post in posts {
      let key = key(post.id, post.platform, post.instant)
      faults += found[key].map(post.faults)?.map { "\(key): \($0)" } ?? ["\(key): missing"]
    }
    return faults
  }

  private func faults(in record: ImportedRecord) -> [String] {
    var faults: [String] = []
    func check<Value: Equatable>(_ name: String, _ found: Value, _ expected: Value) {
      if found != expected { faults.append("\(name): \(found), and \(expected) is true") }
    }
    check("content_type", record.contentType, contentType)
    check("account", record.account, account)
    if let status { check("status", record.status, status) }
    if let text { check("text", record.text, text) }
    // Some exports hold no seconds.
    let distance = record.instant.flatMap { own in instant.map { own - $0 } }
    if distance.map({ abs($0) >= 60 }) ?? true { check("instant", record.instant, instant) }
    let own = record.metrics ?? [:]
    for name in Set(own.keys).union(metrics.keys).sorted() {
      guard let value = own[name], let truth = metrics[name],
        abs(value - truth) <= 1e-9 * max(1, abs(truth))
      else {
        check(name, own[name], metrics[name])
        continue
      }
    }
    return faults
  }
}
