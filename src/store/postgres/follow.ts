import type { Client } from 'pg';
import { PublisherError } from '../../problem.ts';
import type { StoreChange, StoredFile } from '../store.ts';
import type { Ask, Database } from './database.ts';
import { isLost } from './fault.ts';
import { isPlainPath } from './paths.ts';
import { fileColumns, storedFile } from './rows.ts';
import { channel } from './schema.ts';
import { checkSchema } from './version.ts';

/** Milliseconds in which changes are gathered after one was told. */
const gathering = 25;

/**
 * How often the connection is tried and a look is taken unasked, in milliseconds: one that was cut without a word tells
 * nothing any more, and a pool of connections in between may not let through what is told.
 */
const pulse = 10_000;

/** How often everything is compared, in case something was missed all the same. */
const fullCheck = 600_000;

/** Days that the database remembers which files are gone; by then a full comparison has found them missing. */
const memory = 7;

/**
 * All that was changed by transactions that the snapshot `$1` did not see for certain, and from which transaction on
 * the next look has to begin. Numbers of transactions that are still under way count: what they change shows later.
 */
const changes = `
SELECT 0, pg_snapshot_xmin(pg_current_snapshot())::text, NULL::float8, NULL::float8, 'dateline.articles'::regclass::oid::text, pg_snapshot_xmax(pg_current_snapshot())::text
UNION ALL
SELECT 1, ${fileColumns}, NULL FROM dateline.articles WHERE change >= $1::xid8
UNION ALL
SELECT DISTINCT 2, path, NULL::float8, NULL::float8, NULL::text, NULL FROM dateline.removed r WHERE change >= $1::xid8
  AND NOT EXISTS (SELECT FROM dateline.articles a WHERE a.path = r.path)`;

/** What a change looks like, to tell whether it was told already. */
const lookOf = ({ size, modified, inode }: StoredFile): string => `${size} ${modified} ${inode}`;

/**
 * Follows the changes of the articles in a database: listens, and makes up by the order of transactions for what was
 * not heard while the connection was gone.
 */
export class Following {
  readonly #database: Database;
  readonly #onChange: (change: StoreChange) => void;
  /** Resolves when changes are followed from then on, or when the first try has failed. */
  readonly started: Promise<void>;
  #client: Client | undefined;
  /** Transactions from this one on may hold something new. */
  #horizon: bigint | undefined;
  /** What was told of changes from the horizon on: they are seen again. */
  #told = new Map<string, string>();
  /** Which table was looked at: one that was made anew has another number. */
  #table: unknown;
  #isWanted = false;
  #looking: Promise<void> | undefined;
  #isClosed = false;
  #wake: () => void = () => {};
  readonly #timers: NodeJS.Timeout[];
  readonly #ended: Promise<void>;

  constructor(database: Database, onChange: (change: StoreChange) => void) {
    this.#database = database;
    this.#onChange = onChange;
    let start: () => void = () => {};
    this.started = new Promise((done) => {
      start = done;
    });
    this.#ended = this.#follow(start);
    this.#timers = [
      setInterval(() => this.#check(), pulse).unref(),
      setInterval(() => void this.#compareAll(), fullCheck).unref(),
    ];
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#wake();
    await this.#client?.end().catch(() => undefined);
    await this.#ended;
  }

  /** Connects, and again whenever the connection is lost. */
  async #follow(onStart: () => void): Promise<void> {
    for (let tries = 0; !this.#isClosed; tries += 1) {
      try {
        const { lost } = await this.#connect();
        tries = 0;
        onStart();
        await lost;
        this.#database.note(new Error('the connection was lost'));
      } catch (fault) {
        this.#database.note(fault);
        onStart();
      }
      if (this.#isClosed) return;
      await this.#end();
      // Whoever asks shall hear that what is shown may be old.
      await this.#database.pause(tries).catch(() => undefined);
    }
  }

  /** Listens, and takes in what has changed meanwhile; answers when the connection ends. */
  async #connect(): Promise<{ readonly lost: Promise<void> }> {
    const client = await this.#database.newClient();
    this.#client = client;
    const lost = new Promise<void>((done) => {
      client.on('error', () => done());
      client.on('end', () => done());
      this.#wake = done;
    });
    client.on('notification', () => this.#wantLook());
    await client.connect();
    const ask: Ask = async (text, values = []) =>
      (await client.query({ text, values: [...values], rowMode: 'array' })).rows;
    await checkSchema(ask);
    await client.query(`LISTEN ${channel}`);
    await this.#look(ask);
    this.#database.note(undefined);
    return { lost };
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // An end that waits for a connection which is silent would wait for ever.
    void client?.end().catch(() => undefined);
  }

  /** Looks soon; what is told until then, and while a look is under way, is one more look. */
  #wantLook(): void {
    this.#isWanted = true;
    this.#looking ??= this.#lookWhileWanted().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookWhileWanted(): Promise<void> {
    while (this.#isWanted && !this.#isClosed) {
      await new Promise((done) => setTimeout(done, gathering).unref());
      this.#isWanted = false;
      try {
        await this.#look(this.#database.ask);
      } catch (fault) {
        if (!isLost(fault) && !(fault instanceof PublisherError)) this.#database.note(fault);
        // The pulse or the end of the connection brings the next look.
        this.#wake();
        return;
      }
    }
  }

  async #look(ask: Ask): Promise<void> {
    const from = this.#horizon;
    // A first look only finds out where to begin: everything is listed after it.
    const rows = await ask(changes, [from === undefined ? '18446744073709551615' : String(from)]);
    const told = new Map<string, string>();
    const present: StoredFile[] = [];
    const gone: string[] = [];
    let next = 0n;
    let end = 0n;
    let table: unknown;
    for (const [kind, ...row] of rows) {
      if (kind === 0) {
        next = BigInt(String(row[0]));
        end = BigInt(String(row[4]));
        table = row[3];
        continue;
      }
      const path = String(row[0]);
      if (!isPlainPath(path)) continue;
      const file = kind === 1 ? storedFile(row) : undefined;
      const look = file ? lookOf(file) : '';
      told.set(path, look);
      if (this.#told.get(path) === look) continue;
      if (file) present.push(file);
      else gone.push(path);
    }
    const isOther = table !== this.#table;
    this.#horizon = next;
    this.#told = told;
    this.#table = table;
    if (from === undefined) return;
    // A database that counts from the beginning again is another one; it or its table may have been restored from a copy.
    if (end < from || isOther) this.#onChange({ kind: 'all' });
    else if (present.length + gone.length > 0)
      this.#onChange({ kind: 'files', present, gone, isExact: true });
  }

  /** Tries whether the connection still answers. */
  #check(): void {
    const client = this.#client;
    if (client === undefined) return;
    const timer = setTimeout(() => this.#wake(), pulse / 2).unref();
    client
      .query('SELECT 1')
      .then(
        () => this.#wantLook(),
        () => this.#wake(),
      )
      .finally(() => clearTimeout(timer));
  }

  async #compareAll(): Promise<void> {
    await this.#database
      .ask(`DELETE FROM dateline.removed WHERE at < now() - interval '${memory} days'`)
      .catch(() => undefined);
    if (this.#database.fault === undefined) this.#onChange({ kind: 'all' });
  }
}
