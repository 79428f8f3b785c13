import Foundation
import Testing

/// The jq of the examples and the times of sched-view, with plans in summer, where jq 1.6 is an hour
/// off.
///
/// What is expected is what Python says, with its zoneinfo.
@Suite(.isInstalled("jq"), .isInstalled("python3"))
struct SummerTimeTests {
  /// A plan with posts in July and around the clock changes of both zones, what the publisher and
  /// sched-view make of it, and what they should.
  private static let check = #"""
    import datetime, json, os, re, subprocess, sys, zoneinfo

    UTC = datetime.timezone.utc
    zone = zoneinfo.ZoneInfo(os.environ["TZ"])

    def read(text):
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))

    def written(instant):
        return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def write(name, rows):
        with open(name, "w") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        return name

    def lines(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()

    def luck(name):
        value = 7
        for character in name:
            value = (value * 31 + ord(character)) % 9973
        return value

    instants = [f"2026-{day}T{hour}:30:00Z" for day in (
        "01-15", "03-08", "03-29", "07-06", "07-31", "10-25", "11-01", "12-31")
        for hour in ("00", "01", "05", "06", "07", "12", "22", "23")]
    instants.append("2028-02-29T23:59:59Z")
    plan = [{"id": f"p{number}", "platform": "x", "content_type": "x_post", "account": "bar",
             "text": f"p{number}", "scheduled_at": at, "score": 1, "status": "scheduled"}
            for number, at in enumerate(instants)]
    week = write("week.jsonl", plan)

    log = [json.loads(line) for line in lines("sh", "publish.sh", "post", week)]
    assert [post["id"] for post in log] == [post["id"] for post in plan]
    for post, slot in zip(log, plan):
        expected = read(slot["scheduled_at"]) + datetime.timedelta(seconds=luck(slot["id"]) % 90)
        at = post.get("posted_at") or post["failed_at"]
        assert at == written(expected), (slot["scheduled_at"], at)
    assert any("failed_at" in post for post in log)

    figures = [json.loads(line) for line in lines("sh", "publish.sh", "measure", write("log.jsonl", log))]
    went = [post for post in log if "posted_at" in post]
    assert [post["id"] for post in figures] == [post["id"] for post in went]
    for figure, post in zip(figures, went):
        assert figure["posted_at"] == post["posted_at"]
        expected = read(post["posted_at"]) + datetime.timedelta(days=40)
        assert figure["measured_at"] == written(expected), (post["posted_at"], figure["measured_at"])

    report = lines("sched-view", "--tz", os.environ["TZ"], week)
    expected = []
    for post in sorted(plan, key=lambda post: post["scheduled_at"]):
        local = read(post["scheduled_at"]).astimezone(zone)
        day = local.strftime("%A, %-d %B %Y")
        if day not in expected:
            expected.append(day)
        expected.append(f'{local:%H:%M} {post["id"]}')
    found = []
    for line in report:
        if re.fullmatch(r"[A-Z][a-z]+day, \d+ [A-Z][a-z]+ \d{4}", line):
            found.append(line)
        elif match := re.match(r"  (\d\d:\d\d)  bar +x_post +(p\d+) ", line):
            found.append(" ".join(match.groups()))
    assert found == expected, next(pair for pair in zip(found, expected) if pair[0] != pair[1])
    """#

  @Test(arguments: ["Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe"])
  func `the publisher's instants and the local times of sched-view are right in July`(
    _ zone: String
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      try directory.write(Self.check, to: "check.py")
      try shell("python3 check.py", environment: ["TZ": zone], directory: directory).expect()
    }
  }
}
