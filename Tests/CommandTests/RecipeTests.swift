import Foundation
import Testing

/// The recipes of sched(7) for people who come from elsewhere, through a tool that reads what they
/// make.
@Suite(.isInstalled("jq"), .isInstalled("mlr"), .isInstalled("sqlite3"))
struct RecipeTests {
  /// The first command of the page that holds a text.
  private func recipe(with text: String) throws -> String {
    let page = ManualPage(try #require(Repository.text("man/sched.7")))
    let commands = page.literalBlocks.flatMap(ShellExample.examples).map(\.command)
    return try #require(commands.first { $0.contains(text) }, "no recipe with \(text)")
  }

  /// Runs `body` where the examples are, with an app that has numbers for ids, and posts in July.
  private func withApp(_ body: (TemporaryDirectory) throws -> Void) throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      let rows = """
        INSERT INTO performance_history VALUES
          (9007199254740993, 'linkedin', NULL, 'bar', '2026-07-06 12:30:00', 100, 5);
        INSERT INTO schedule_plans VALUES
          (9007199254740993, 'linkedin', '2026-11-24T15:00:00Z', 0.5);

        """
      let app = try directory.text(of: "app.sql").replacing("post_id TEXT", with: "post_id INTEGER")
      try directory.write(app + rows, to: "app.sql")
      try shell(try recipe(with: "app.db <app.sql"), directory: directory).expect()
      try body(directory)
    }
  }

  private static let now = "--now 2026-11-23T00:00:00Z"
  private static let zones = ["UTC", "Europe/Berlin", "America/New_York"]

  @Test(arguments: ["performance_history", "ml_training_data"], zones)
  func `a table of SQLite is a history that is read without a fault`(
    _ table: String, _ zone: String
  ) throws {
    try withApp { directory in
      let made = try shell(
        "{ \(try recipe(with: table))\n} >made.jsonl", environment: ["TZ": zone],
        directory: directory)
      made.expect()
      for tool in ["sched-train -q", "sched-score -q", "sched-feedback -q"] {
        let outcome = try shell("\(tool) \(Self.now) made.jsonl", directory: directory)
        #expect(outcome.status == 0 && outcome.err.isEmpty && !outcome.out.isEmpty, "\(outcome)")
      }
      if table == "performance_history" {
        let text = try directory.text(of: "made.jsonl")
        #expect(text.contains(#""id":"9007199254740993""#), "\(text)")
        #expect(text.contains(#""posted_at":"2026-07-06T12:30:00Z""#), "\(text)")
      }
    }
  }

  @Test(arguments: zones)
  func `what was planned in SQLite is planned around`(_ zone: String) throws {
    try withApp { directory in
      try shell(
        try recipe(with: ">existing.jsonl"), environment: ["TZ": zone], directory: directory
      ).expect()
      let plan = try shell(
        "sched-plan --existing existing.jsonl --from 2026-11-24T00:00:00Z --days 2",
        input: #"{"id":"9007199254740993","platform":"linkedin"}"#, directory: directory)
      #expect(plan.status == 0, "\(plan)")
      #expect(plan.out.contains(#""scheduled_at":"2026-11-24T15:00:00Z","score":0.5"#), "\(plan)")
      #expect(!plan.err.contains("numbers"), "\(plan)")
    }
  }

  @Test(arguments: zones)
  func `an export with its own words is a history that is read without a fault`(
    _ zone: String
  ) throws {
    try withApp { directory in
      try shell(
        "\(try recipe(with: ">exported.jsonl"))", environment: ["TZ": zone], directory: directory
      ).expect()
      for tool in ["sched-train -q", "sched-score -q", "sched-feedback -q"] {
        let outcome = try shell("\(tool) \(Self.now) exported.jsonl", directory: directory)
        #expect(outcome.status == 0 && outcome.err.isEmpty && !outcome.out.isEmpty, "\(outcome)")
      }
    }
  }
}
