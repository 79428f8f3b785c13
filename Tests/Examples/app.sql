-- What a scheduler that keeps its state in SQLite may look like, with a few rows.
CREATE TABLE performance_history (
  post_id TEXT, platform TEXT, content_type TEXT, account TEXT, posted_at TEXT, impressions INTEGER, likes INTEGER);
INSERT INTO performance_history VALUES
  ('a1', 'instagram', 'reels', 'roastery', '2026-11-02 17:30:00', 9120, 211),
  ('a2', 'twitter', NULL, 'bar', '2026-11-05 06:45:00', 2210, 19);
CREATE TABLE ml_training_data (
  platform TEXT, posted_at TEXT, followers INTEGER, share_18_24 REAL, share_25_34 REAL, engagement_rate REAL);
INSERT INTO ml_training_data VALUES ('tiktok', '2026-11-03T19:00:00Z', 15300, 0.7, 0.3, 0.041);
CREATE TABLE schedule_plans (post_id TEXT, platform TEXT, scheduled_at TEXT, score REAL);
INSERT INTO schedule_plans VALUES ('a3', 'linkedin', '2026-11-24T09:00:00Z', 0.97);
CREATE TABLE adaptive_params (platform TEXT, content_type TEXT, day TEXT, hour INTEGER, weight REAL);
