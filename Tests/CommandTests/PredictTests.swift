import Foundation
import SchedCore
import Testing

/// `sched-predict` from outside, with models that `sched-train` learns from the example history.
struct PredictTests {
  private static let train = Tool("sched-train")
  private static let predict = Tool("sched-predict")
  private static let history = Repository.root.appending(path: "Tests/Examples/history.jsonl")

  private func withModel(_ body: (TemporaryDirectory) throws -> Void) throws {
    try TemporaryDirectory.with { directory in
      let model = try Self.train.run(
        ["-q", Self.history.path, "-o", "model.jsonl"], directory: directory)
      try #require(model.status == 0)
      try body(directory)
    }
  }

  private static let flags = ["--model", "model.jsonl", "--now", "2026-11-23T00:00:00Z"]

  private struct Prediction: Decodable {
    let at: String
    let predicted, lower, upper: Double?
    let confidence: Double
    let method: String
  }

  private struct Predicted: Decodable {
    struct Scores: Decodable { let hourly: [Double] }
    let predictions: [Prediction]
    let scores: Scores?
    let explored: Bool?
    let propensity: Double?
  }

  private func decoded(_ text: String) throws -> [Predicted] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Predicted.self, from: Data($0.utf8))
    }
  }

  @Test
  func `predictions lie within their intervals, and the model moves the best hour`() throws {
    try withModel { directory in
      let input =
        #"{"id":1,"platform":"linkedin"}"# + "\n" + #"{"id":2,"platform":"tiktok"}"# + "\n"
      let out = try Self.predict.run(Self.flags, input: input, directory: directory)
      let posts = try decoded(out.out)
      let best = try #require(posts[0].predictions.first)
      // The history's own peak is at 17, the published one at 8 to 11.
      #expect(
        ["15", "16", "17", "18"].contains(String(best.at.dropFirst(11).prefix(2))), "\(best)")
      for prediction in posts[0].predictions {
        let predicted = try #require(prediction.predicted)
        let (lower, upper) = (try #require(prediction.lower), try #require(prediction.upper))
        #expect(lower < predicted && predicted < upper && prediction.method != "rules")
        #expect((0.5...1).contains(prediction.confidence))
      }
      #expect(posts[0].predictions.count == 5 && posts[0].scores?.hourly.count == 168)
      let rules = try #require(posts[1].predictions.first)
      #expect(rules.method == "rules" && rules.predicted == nil && rules.upper == nil)
      #expect(try #require(posts[0].scores).hourly.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test
  func `wider coverage widens the interval`() throws {
    try withModel { directory in
      let widths = try ["0.5", "0.8", "0.95"].map { coverage in
        let out = try Self.predict.run(
          Self.flags + ["--coverage", coverage, "--top", "1"], input: #"{"platform":"x"}"#,
          directory: directory)
        let best = try #require(try decoded(out.out).first?.predictions.first)
        return try #require(best.upper) - (try #require(best.lower))
      }
      #expect(widths[0] < widths[1] && widths[1] < widths[2])
    }
  }

  @Test
  func `every byte goes out as it came, and a second pass changes nothing`() throws {
    try withModel { directory in
      let input = #"{"id":12345678901234567890,"n":1.10,"platform":"x","t":"caf\u00e9"}"# + "\n"
      for flags in [[], ["--explain"], ["--explore", "0.5"], ["--min-gap-hours", "24"]] {
        let once = try Self.predict.run(Self.flags + flags, input: input, directory: directory)
        let twice = try Self.predict.run(Self.flags + flags, input: once.out, directory: directory)
        #expect(once.out == twice.out && once.status == 0)
        #expect(once.out.hasPrefix(String(input.dropLast(2))))
      }
    }
  }

  @Test
  func `--explore is seeded by the post, whatever stands before it`() throws {
    try withModel { directory in
      let posts = (0..<200).map { #"{"id":"p\#($0)","platform":"x"}"# + "\n" }
      let flags = Self.flags + ["--explore", "0.3", "--top", "1"]
      let all = try Self.predict.run(flags, input: posts.joined(), directory: directory).out
      let last = try Self.predict.run(
        flags, input: posts[100...].joined(), directory: directory
      ).out
      #expect(all.hasSuffix(last))
      let explored = try decoded(all).filter { $0.explored == true }
      // 200 draws of 0.3 have a standard deviation of 6.5.
      #expect(abs(explored.count - 60) < 26)
      let random = explored.filter { ($0.propensity ?? 1) < 0.01 }
      #expect(random.count + 5 > explored.count)
    }
  }

  @Test
  func `a damaged model is refused with its line, and nothing is written`() throws {
    try withModel { directory in
      let text = try directory.text(of: "model.jsonl")
      try directory.write(text.replacing("\"seed\":0", with: "\"seed\":1"), to: "model.jsonl")
      try Self.predict.run(Self.flags, input: #"{"platform":"x"}"#, directory: directory).expect(
        err: "sched-predict: model.jsonl:1: checksum: does not fit the lines; the model was "
          + "changed or damaged\n", status: 65)
      try directory.write(
        String(text.split(separator: "\n").dropLast(3).joined(separator: "\n")), to: "model.jsonl")
      try Self.predict.run(Self.flags, input: #"{"platform":"x"}"#, directory: directory).expect(
        err: "sched-predict: model.jsonl:102: trees: 100 stated, 97 found; the file is cut off or "
          + "mixed up\n", status: 65)
    }
  }

  @Test
  func `a device without end is no model`() throws {
    try Self.predict.run(["--model", "/dev/zero"], input: #"{"platform":"x"}"#).expect(
      err: """
        sched-predict: /dev/zero:1: not a model (a line {"kind":"forest",…} and its trees, as \
        sched-train writes)

        """, status: 65)
  }

  /// Its checksum is right, so that the first post of its platform is what finds it out.
  @Test(arguments: ["1", "2"])
  func `a tree that somebody made up ends the run, and is no fault of the post`(
    _ threads: String
  ) throws {
    try withModel { directory in
      var lines = try directory.text(of: "model.jsonl").split(separator: "\n").map(String.init)
      lines[2] = #"{"kind":"tree","splits":[9999999,0,0],"leaves":[1,2]}"#
      lines[0] = String(lines[0].dropLast(#","checksum":"0123456789abcdef"}"#.count))
      let next = try #require(lines.dropFirst().firstIndex { $0.contains(#""kind":"forest""#) })
      var checksum = Checksum()
      for line in lines[..<next] {
        Array(line.utf8).withUnsafeBufferPointer { checksum.add($0) }
      }
      lines[0] += #","checksum":"\#(checksum.text)"}"#
      try directory.write(lines.joined(separator: "\n") + "\n", to: "model.jsonl")
      try directory.write("old\n", to: "out")
      let forged = lines[0].contains(#""platform":"x""#) ? "x" : "youtube"
      try #require(lines[0].contains(#""platform":"\#(forged)""#))
      let posts = ["facebook", forged, forged, "facebook"].map { #"{"platform":"\#($0)"}"# + "\n" }
      let flags = Self.flags + ["--threads", threads, "--rejects", "rejects"]
      let message = "sched-predict: model.jsonl:3: splits: no such feature\n"
      try Self.predict.run(flags + ["-o", "out"], input: posts.joined(), directory: directory)
        .expect(err: message, status: 65)
      #expect(try directory.text(of: "out") == "old\n")
      let outcome = try Self.predict.run(flags, input: posts.joined(), directory: directory)
      #expect(outcome.status == 65 && outcome.err == message)
      #expect(outcome.out.split(separator: "\n").count == 1)
    }
  }

  @Test
  func `models that were learned with different features are not put together`() throws {
    try withModel { directory in
      _ = try shell(
        "sched-train -q --trees 2 --feature followers \(Self.history.path) >b.jsonl",
        directory: directory)
      try Self.predict.run(
        ["--model", "model.jsonl", "--model", "b.jsonl"], input: "", directory: directory
      ).expect(
        err: "sched-predict: --model: the models were learned with different features\n", status: 65
      )
    }
  }

  @Test
  func `--at predicts the hour of the record, and a union is the mean of its models`() throws {
    try withModel { directory in
      let post = #"{"platform":"x","posted_at":"2026-04-07T07:10:00Z"}"#
      func value(_ model: String) throws -> Double {
        let out = try Self.predict.run(
          ["--model", model, "--at", "posted_at"], input: post, directory: directory)
        let only = try #require(try decoded(out.out).first)
        #expect(only.predictions.count == 1 && only.scores == nil)
        #expect(only.predictions[0].at == "2026-04-07T07:10:00Z")
        return try #require(only.predictions[0].predicted)
      }
      _ = try shell(
        "sched-train -q --trees 60 --seed 5 \(Self.history.path) >b.jsonl; cat model.jsonl b.jsonl >c.jsonl",
        directory: directory)
      let (a, b, both) = try (value("model.jsonl"), value("b.jsonl"), value("c.jsonl"))
      #expect(abs(both - (a + b) / 2) < 1e-5)
      let missing = try Self.predict.run(
        ["--at", "posted_at"], input: #"{"platform":"x"}"#, directory: directory)
      #expect(missing.status == 1 && missing.err.contains("posted_at: missing"))
    }
  }
}

extension PredictTests {
  /// Expected: what the prediction of all hours of that week says of the hour.
  @Test(arguments: ["x", "linkedin", "tiktok"])
  func `with --at the confidence is that of the hour among those of its week`(
    _ platform: String
  ) throws {
    try withModel { directory in
      let week = try Self.predict.run(
        ["--model", "model.jsonl", "--from", "2026-04-06T00:00:00Z", "--top", "168"],
        input: #"{"platform":"\#(platform)"}"#, directory: directory)
      let hours = try #require(try decoded(week.out).first).predictions
      #expect(Set(hours.map(\.confidence)).count > 20)
      for hour in [hours[0], hours[40], hours[100], hours[167]] {
        let instant = hour.at.replacing(":00:00Z", with: ":59:59Z")
        let one = try Self.predict.run(
          ["--model", "model.jsonl", "--at", "posted_at"],
          input: #"{"platform":"\#(platform)","posted_at":"\#(instant)"}"#, directory: directory)
        let prediction = try #require(try decoded(one.out).first?.predictions.first)
        #expect(prediction.at == instant && prediction.confidence == hour.confidence)
      }
    }
  }

  @Test
  func `numbers out of range are told with the range`() throws {
    for (flags, text) in [
      (["--days", "367"], "--days: 367 is not a number from 1 to 366"),
      (["--coverage", "1"], "--coverage: 1.0 is not a number from 0.01 to 0.99"),
      (["--explore", "1.5"], "--explore: 1.5 is not a number from 0 to 1"),
      (["--min-gap-hours=-1"], "--min-gap-hours: -1 is not a number from 0 to 8784"),
    ] {
      try Self.predict.run(flags, input: "").expect(
        err: "sched-predict: \(text)\nsee sched-predict --help\n", status: 64)
    }
  }

  @Test
  func `--explore draws for posts without an id by what they say, on any number of threads`() throws
  {
    try withModel { directory in
      let posts = (0..<200).map { #"{"platform":"x","text":"post \#($0)"}"# + "\n" }
      let flags = Self.flags + ["--explore", "0.3", "--top", "1"]
      let all = try Self.predict.run(flags, input: posts.joined(), directory: directory).out
      let explored = try decoded(all).filter { $0.explored == true }
      // 200 draws of 0.3 have a standard deviation of 6.5.
      #expect(abs(explored.count - 60) < 26)
      #expect(Set(explored.map { $0.predictions[0].at }).count > 20)
      for threads in ["1", "3"] {
        let last = try Self.predict.run(
          flags + ["--threads", threads], input: posts[100...].joined(), directory: directory)
        #expect(all.hasSuffix(last.out))
      }
      let twice = try Self.predict.run(flags, input: all, directory: directory)
      #expect(twice.out == all)
    }
  }

  @Test
  func `--explore keeps the other hours as far from the drawn one as they are asked to be`() throws
  {
    try withModel { directory in
      let posts = (0..<60).map { #"{"id":\#($0),"platform":"linkedin"}"# + "\n" }.joined()
      let flags = ["--explore", "1", "--min-gap-hours", "24", "--top", "3"]
      for post in try decoded(
        Self.predict.run(Self.flags + flags, input: posts, directory: directory).out)
      {
        let hours = try post.predictions.map { try Instant(rfc3339: $0.at).seconds / 3600 }
        for (index, hour) in hours.enumerated() {
          #expect(hours[..<index].allSatisfy { abs($0 - hour) >= 24 }, "\(hours)")
        }
      }
    }
  }

  @Test
  func `what sched-train makes of a young brand's few posts is a model, and rules predict`() throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write(
        #"{"platform":"x","posted_at":"2026-03-01T09:00:00Z","metrics":{"likes":5}}"# + "\n",
        to: "few.jsonl")
      try directory.write(#"{"platform":"x"}"# + "\n", to: "posts.jsonl")
      let model = "sched-train -q few.jsonl | sched-predict --now 2026-11-23T00:00:00Z"
      let rules = try Self.predict.run(Array(Self.flags.dropFirst(2)), input: #"{"platform":"x"}"#)
      try #require(rules.status == 0)
      try shell("\(model) --model - posts.jsonl", directory: directory).expect(out: rules.out)
      try shell("\(model) -v --model - posts.jsonl", directory: directory).expect(
        out: rules.out,
        err: "sched-predict: note: --model: too few samples were there to learn \"x\" from; rules "
          + "predict them\nsched-predict: note: 1 line read, 0 rejected\n")
      try shell("sched-predict --model /dev/null posts.jsonl", directory: directory).expect(
        err: "sched-predict: /dev/null: not a model: it is empty, or sched-train found no post to "
          + "learn from\n", status: 65)
    }
  }

  @Test
  func `a model that is given twice predicts as it does once`() throws {
    try withModel { directory in
      let input = #"{"platform":"linkedin"}"#
      let once = try Self.predict.run(Self.flags, input: input, directory: directory)
      let twice = try Self.predict.run(
        Self.flags + ["--model", "model.jsonl"], input: input, directory: directory)
      twice.expect(out: once.out)
      try shell("cat model.jsonl model.jsonl >both.jsonl", directory: directory).expect()
      let both = try Self.predict.run(
        ["--model", "both.jsonl"] + Self.flags.dropFirst(2), input: input, directory: directory)
      both.expect(out: once.out)
    }
  }
}
