import Testing

/// A file as a platform or a tool exports it, with invented values, and what is true of its posts.
struct ForeignExport: CustomTestStringConvertible {
  /// The name in sources.yaml.
  let source: String
  let fileName: String
  let bytes: [UInt8]
  /// What `--tz` must say; nil if the file tells its instants without it, or not at all.
  let zone: String?
  /// Further flags that the file needs.
  var flags: [String] = []
  /// What `sched-import` must find, in the order of the file.
  let posts: [ForeignPost]

  var testDescription: String { fileName }
}

/// A post, by what the file can tell of it.
struct ForeignPost: Equatable {
  var id: String?
  var platform: String
  var contentType: String
  var account: String?
  /// In seconds since 1970: when it went out, or is to go out; nil if the file holds the day alone.
  var instant: Int64?
  /// By the names of platforms.yaml; rates as shares, lengths of time in seconds.
  var metrics: [String: Double] = [:]
  /// Nil if the file has no column for it.
  var status: String?
  var text: String?
}

/// The exports of all sources.
///
/// Each is decided by a seed. Posts go out from January to November 2026, over both changes of the
/// clocks, at most two on a day. Those of 18 o'clock, local time, do twice as well as all others.
enum ForeignExports {
  static let all: [ForeignExport] =
    meta + youTube + tikTok + x + linkedIn + reports + plans + spreadsheets
}
