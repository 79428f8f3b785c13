import Foundation
import Testing

/// Real data that may lie beside the clone, in `../shared/data`: measured against, not copied in.
enum SharedData {
  /// The folder, or nil where there is none; this file lies at Tests/SchedCoreTests/Support.
  static let folder: URL? = {
    let clone = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let folder = clone.deletingLastPathComponent().appending(path: "shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// One of its files; a test that asks for it has the trait `sharedData`.
  static func file(_ name: String) throws -> URL {
    try #require(folder, "../shared/data is not there").appending(path: name)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test, and says so, where no shared data lies beside the clone.
  static var sharedData: Self {
    .enabled(if: SharedData.folder != nil, "../shared/data is not there")
  }
}
