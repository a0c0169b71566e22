-- room: plan
-- What somebody put into their plan from the green book; without a topic it belongs to none of what they chose.
CREATE TABLE plan_service (
  checkin_id TEXT NOT NULL REFERENCES plan (checkin_id),
  service_id TEXT NOT NULL REFERENCES service (service_id),
  topic_key TEXT,
  made_at TEXT NOT NULL,
  PRIMARY KEY (checkin_id, service_id)
);
CREATE INDEX plan_service_service ON plan_service (service_id);
