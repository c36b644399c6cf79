-- JSON, of handlers that workers described; they are asked for while their workers are away.
ALTER TABLE handlers ADD COLUMN description TEXT;

PRAGMA user_version = 2;
