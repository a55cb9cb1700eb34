/** The version that this program reads and writes: the number of steps in `steps`. */
export const schemaVersion = 1;

/** The channel on which the database tells that something has changed. */
export const channel = 'dateline';

/** Files of any kind by path. What a writer leaves out or gets wrong of size, hash and time is filled in by a trigger. */
const articles = `
CREATE TABLE dateline.articles (
  path text COLLATE "C" PRIMARY KEY,
  bytes bytea NOT NULL,
  size bigint NOT NULL,
  modified timestamptz NOT NULL,
  hash bytea NOT NULL,
  change xid8 NOT NULL
);
-- Not compressed, so that a range of a large file is read without the rest.
ALTER TABLE dateline.articles ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX articles_change ON dateline.articles (change);

CREATE TABLE dateline.removed (
  path text COLLATE "C" NOT NULL,
  change xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX removed_change ON dateline.removed (change);
CREATE INDEX removed_at ON dateline.removed (at);

CREATE FUNCTION dateline.fill_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.size := octet_length(NEW.bytes);
  NEW.hash := sha256(NEW.bytes);
  IF TG_OP = 'INSERT' THEN
    NEW.modified := coalesce(NEW.modified, clock_timestamp());
  ELSE
    IF NEW.modified IS NULL OR (NEW.hash <> OLD.hash AND NEW.modified = OLD.modified) THEN
      NEW.modified := clock_timestamp();
    END IF;
    IF NEW.path <> OLD.path THEN
      INSERT INTO dateline.removed (path) VALUES (OLD.path);
    END IF;
  END IF;
  NEW.modified := date_trunc('milliseconds', NEW.modified);
  NEW.change := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON dateline.articles
  FOR EACH ROW EXECUTE FUNCTION dateline.fill_article();

CREATE FUNCTION dateline.note_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dateline.removed (path) SELECT path FROM gone;
  RETURN NULL;
END $$;
CREATE TRIGGER note_removed AFTER DELETE ON dateline.articles
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION dateline.note_removed();

CREATE FUNCTION dateline.note_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dateline.removed (path) SELECT path FROM dateline.articles;
  RETURN NULL;
END $$;
CREATE TRIGGER note_truncated BEFORE TRUNCATE ON dateline.articles
  FOR EACH STATEMENT EXECUTE FUNCTION dateline.note_truncated();

CREATE FUNCTION dateline.tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('${channel}', '');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON dateline.articles
  FOR EACH STATEMENT EXECUTE FUNCTION dateline.tell();
`;

/** What `ids.tsv` holds. Ids can be longer than an index takes, so their hash is the key. */
const ids = `
CREATE TABLE dateline.ids (
  key bytea PRIMARY KEY,
  id text NOT NULL,
  path text NOT NULL,
  part text,
  slug text NOT NULL DEFAULT '',
  published timestamptz,
  body_hash text NOT NULL DEFAULT '',
  meta_hash text NOT NULL DEFAULT '',
  file_time timestamptz,
  change xid8 NOT NULL
);
CREATE INDEX ids_change ON dateline.ids (change);
CREATE FUNCTION dateline.fill_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.key := sha256(convert_to(NEW.id, 'UTF8'));
  NEW.change := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON dateline.ids
  FOR EACH ROW EXECUTE FUNCTION dateline.fill_id();
`;

/**
 * Since when documents have had their bytes. A path has a row for each text that it had lately: a server that is a
 * moment behind still shows the one before. `former` is what the asking server showed there last: if that is the
 * newest text, then the document has really come back to an earlier one, which counts as new.
 */
const currency = `
CREATE TABLE dateline.currency (
  path text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  told boolean NOT NULL DEFAULT false,
  PRIMARY KEY (path, hash)
);
CREATE FUNCTION dateline.current_since(document text, wanted text, former text) RETURNS timestamptz
LANGUAGE plpgsql AS $$
DECLARE
  own timestamptz;
  newest record;
BEGIN
  SELECT since INTO own FROM dateline.currency WHERE path = document AND hash = wanted;
  SELECT hash, since INTO newest FROM dateline.currency WHERE path = document ORDER BY since DESC, hash LIMIT 1;
  IF own IS NOT NULL AND (newest.hash = wanted OR own = newest.since) THEN RETURN own; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('dateline currency ' || document, 0));
  SELECT since INTO own FROM dateline.currency WHERE path = document AND hash = wanted;
  SELECT hash, since INTO newest FROM dateline.currency WHERE path = document ORDER BY since DESC, hash LIMIT 1;
  IF own IS NOT NULL THEN
    IF newest.hash = wanted THEN RETURN own; END IF;
    IF newest.hash IS DISTINCT FROM former AND newest.since > clock_timestamp() - interval '10 seconds' THEN
      RETURN own;
    END IF;
  END IF;
  own := greatest(date_trunc('second', clock_timestamp()), newest.since + interval '1 second');
  DELETE FROM dateline.currency WHERE path = document AND since < own - interval '1 day' AND hash <> wanted;
  INSERT INTO dateline.currency (path, hash, since) VALUES (document, wanted, own)
    ON CONFLICT (path, hash) DO UPDATE SET since = excluded.since, told = false;
  RETURN own;
END $$;
`;

/** What makes each version out of the one before it; the first makes version 1 out of nothing. Never changed once published. */
export const steps: readonly string[] = [
  `CREATE TABLE dateline.version (version integer NOT NULL);
INSERT INTO dateline.version VALUES (0);
${articles}${ids}${currency}`,
];
