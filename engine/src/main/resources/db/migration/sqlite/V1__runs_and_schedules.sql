-- Instants are microseconds since 1970, durations nanoseconds; numbers for states are those of Codes.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('epoch', 0);

CREATE TABLE handlers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- The id grows with time, so new runs append. What most runs do not have is null and costs a byte.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  handler INTEGER NOT NULL,
  state INTEGER NOT NULL,
  urgency INTEGER NOT NULL,          -- 9 - priority: the smallest goes first
  owner INTEGER,                     -- epoch of the process that holds it; null while it waits here
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  schedule TEXT,
  fire_time INTEGER,
  unique_key TEXT,
  timeout INTEGER,
  retry TEXT,
  tags TEXT,
  route TEXT,                        -- JSON: which targets may execute it; null if any
  lane TEXT NOT NULL DEFAULT '',     -- what runs with the same targets have in common; empty if any
  attempts INTEGER NOT NULL DEFAULT 0,
  finished_at INTEGER,
  note TEXT,
  fence INTEGER NOT NULL DEFAULT 0,  -- from here to error_stack: the latest attempt
  number INTEGER,
  target TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  outcome INTEGER,
  error_type TEXT,
  error_message TEXT,
  error_frame TEXT,
  error_stack TEXT,
  args TEXT NOT NULL,
  result TEXT
);

-- The one index that every run pays for: lists and counts by handler and state.
CREATE INDEX runs_by_lane ON runs (handler, state);
-- What can be claimed. A run that goes from its submit straight to the queue never enters it.
CREATE INDEX runs_waiting ON runs (handler, lane, urgency, due_at) WHERE owner IS NULL AND state <= 1;
CREATE UNIQUE INDEX runs_by_key ON runs (handler, unique_key) WHERE unique_key IS NOT NULL;
CREATE UNIQUE INDEX runs_by_fire ON runs (schedule, fire_time) WHERE schedule IS NOT NULL;
CREATE INDEX runs_by_schedule ON runs (schedule) WHERE schedule IS NOT NULL;
-- Read once at each start, when it must not matter how many other runs there are.
CREATE INDEX runs_open_fires ON runs (schedule, fire_time)
  WHERE schedule IS NOT NULL AND state <= 2;

-- Attempts before the latest one.
CREATE TABLE attempts (
  run INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  number INTEGER NOT NULL,
  target TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome INTEGER,
  error_type TEXT,
  error_message TEXT,
  error_frame TEXT,
  error_stack TEXT,
  PRIMARY KEY (run, fence)
) WITHOUT ROWID;

CREATE TABLE logs (
  run INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run, number)
) WITHOUT ROWID;

-- How many finished runs there are: what a count over runs would say, without counting.
CREATE TABLE finished (
  handler INTEGER NOT NULL,
  state INTEGER NOT NULL,
  runs INTEGER NOT NULL,
  PRIMARY KEY (handler, state)
) WITHOUT ROWID;

CREATE TABLE totals (
  minute INTEGER NOT NULL,           -- since 1970
  handler INTEGER NOT NULL,
  state INTEGER NOT NULL,
  runs INTEGER NOT NULL,
  wait_millis INTEGER NOT NULL,
  run_millis INTEGER NOT NULL,
  PRIMARY KEY (minute, handler, state)
) WITHOUT ROWID;

CREATE TABLE schedules (
  id TEXT PRIMARY KEY,
  spec TEXT NOT NULL,                -- from here to pause: JSON
  trigger TEXT NOT NULL,
  policies TEXT NOT NULL,
  pause TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  handled_up_to INTEGER,
  runs INTEGER NOT NULL DEFAULT 0,
  last_run INTEGER
) WITHOUT ROWID;

CREATE TABLE skips (
  schedule TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (schedule, first_at)
) WITHOUT ROWID;
CREATE INDEX skips_by_fire ON skips (schedule, last_at);
CREATE INDEX skips_by_age ON skips (last_at);

PRAGMA user_version = 1;
