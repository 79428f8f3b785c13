// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "sched",
  products: [
    .executable(name: "sched-score", targets: ["sched-score"]),
    .executable(name: "sched-plan", targets: ["sched-plan"]),
    .executable(name: "sched-train", targets: ["sched-train"]),
    .executable(name: "sched-predict", targets: ["sched-predict"]),
    .executable(name: "sched-feedback", targets: ["sched-feedback"]),
    .executable(name: "sched-import", targets: ["sched-import"]),
    .executable(name: "sched-view", targets: ["sched-view"]),
  ],
  dependencies: [
    // Flags, help, manual checks and shell completions: a toolkit's worth of parsing, well kept.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    // No library for CSV: SwiftCSV and its like hold a file as one String of Foundation's, which takes
    // more memory than the file and brings ICU into a static executable. CSVCursor is 100 lines.
  ],
  targets: [
    // The system's libyaml: its event parser marks every event with line and column.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "SchedCore",
      dependencies: [
        "CLibYAML", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Platforms/platforms.yaml"), .embedInCode("Records/schemas.json"),
        .embedInCode("Import/sources.yaml"), .embedInCode("View/layouts.yaml"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-score",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-plan",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-train",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-predict",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-feedback",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-import",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sched-view",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // The optimiser of sched-feedback as a program of its own, for `make bench`; not installed.
    .executableTarget(
      name: "optimizer-bench", dependencies: ["SchedCore"], path: "Tests/Benchmarks/Optimizer",
      swiftSettings: settings),
    .testTarget(name: "SchedCoreTests", dependencies: ["SchedCore"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "SchedCore", "sched-score", "sched-plan", "sched-train", "sched-predict", "sched-feedback",
        "sched-import", "sched-view",
      ],
      exclude: ["Cases"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings a main of its own, so that this one is built by `make fuzz` alone.
if Context.environment["SCHED_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "sched-fuzz",
      dependencies: [
        "SchedCore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz", exclude: ["fuzz.sh"], swiftSettings: settings))
}
