/// The platforms that every tool knows without being told: platforms.yaml, as compiled in.
package enum BuiltInPlatforms {
  /// The file's bytes, as `--print-platforms` writes them.
  package static var yaml: [UInt8] { PackageResources.platforms_yaml }

  /// The file's name in places; no file of a user's is likely to be called so.
  static let fileName = "<built-in platforms>"
}
