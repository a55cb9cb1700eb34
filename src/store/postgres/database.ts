import { setTimeout as wait } from 'node:timers/promises';
import type { Client, ClientConfig, Pool, PoolClient } from 'pg';
import { PublisherError } from '../../problem.ts';
import { isLost, reasonOf } from './fault.ts';

/** Asks the database one thing; rows are lists of the columns' values. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly unknown[][]>;

/** Connections that a server keeps at the most, beside the one that listens. */
const mostConnections = 4;

/** Milliseconds that a connection may take to be made. */
const connectTime = 5000;

/** Milliseconds that an answer may take before the connection counts as lost. */
const answerTime = 60_000;

/** Milliseconds in which a database that was out of reach is not asked for what can do without. */
const answerPause = 3000;

/** Milliseconds that questions under way have when the database is closed. */
const closeTime = 1000;

const longestPause = 5000;

/** Pauses between tries, growing from a tenth of a second; not the same for all servers, who lose it at the same time. */
export const pauseBefore = (tries: number): number =>
  Math.min(100 * 2 ** Math.min(tries, 10), longestPause) * (0.75 + Math.random() / 2);

/** An address of a database as it may be shown: without user, password and parameters. */
export const printedAddress = (address: string): string => {
  const url = URL.parse(address);
  return url ? `${url.protocol}//${url.host}${url.pathname}` : 'postgres://…';
};

const checkedAddress = (address: string): string => {
  if (/^postgres(?:ql)?:\/\//.test(address) && URL.canParse(address)) return address;
  throw new PublisherError('usage', '--store must be an address such as postgres://user@host/database');
};

/**
 * A PostgreSQL database: a few connections that are made when they are needed, and made again when they are lost.
 * The driver is loaded here and nowhere else, on first use.
 */
export class Database {
  readonly address: string;
  /** The address with all that it was given: never to be shown. */
  readonly connectionString: string;
  readonly #config: ClientConfig;
  readonly #closing = new AbortController();
  #pool: Promise<Pool> | undefined;
  #fault: Error | undefined;
  #lostAt = 0;
  #closed: Promise<void> | undefined;
  readonly #clients = new Set<PoolClient & Pick<Client, 'end'>>();

  /** Throws `PublisherError` `usage` where the address is none of a PostgreSQL database. */
  constructor(address: string) {
    this.connectionString = checkedAddress(address);
    this.address = printedAddress(address);
    this.#config = {
      connectionString: address,
      connectionTimeoutMillis: connectTime,
      query_timeout: answerTime,
      keepAlive: true,
      application_name: 'dateline',
    };
  }

  /** Why the database was out of reach at the last try; undefined while it answers. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  /** Whether the database has just been out of reach: then who need not ask does not. */
  get isAway(): boolean {
    return this.#fault !== undefined && performance.now() - this.#lostAt < answerPause;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Notes whether the database answers, for `fault`. */
  note(fault: unknown): void {
    this.#lostAt = performance.now();
    this.#fault =
      fault === undefined
        ? undefined
        : new Error(`the database ${this.address} is out of reach: ${reasonOf(fault)}`);
  }

  /** A connection beside the others, for who listens; not connected yet. */
  async newClient(): Promise<Client> {
    const { Client: NewClient } = await import('pg');
    return new NewClient(this.#config);
  }

  /** Asks once, on any connection. */
  readonly ask: Ask = async (text, values = []) => {
    const { rows } = await this.#noting((pool) =>
      pool.query<unknown[]>({ text, values: [...values], rowMode: 'array' }),
    );
    return rows;
  };

  /** Does a `COPY … TO STDOUT`; `onBytes` gets what comes, which counts until it returns. */
  copyOut(text: string, onBytes: (bytes: Uint8Array) => void): Promise<void> {
    return this.#noting(async (pool) => {
      const client = await pool.connect();
      let fault: unknown;
      try {
        await copyOut(client, text, onBytes);
      } catch (cause) {
        fault = cause;
        throw cause;
      } finally {
        client.release(fault !== undefined);
      }
    });
  }

  /** Does work within one transaction, which is given up where the work throws. */
  async together<T>(work: (ask: Ask, client: PoolClient) => Promise<T>): Promise<T> {
    return this.#noting(async (pool) => {
      const client = await pool.connect();
      let fault: unknown;
      try {
        await client.query('BEGIN');
        const done = await work(askOf(client), client);
        await client.query('COMMIT');
        return done;
      } catch (cause) {
        fault = cause;
        await client.query('ROLLBACK').catch(() => undefined);
        throw cause;
      } finally {
        // A connection on which something went wrong is not used again.
        client.release(fault !== undefined);
      }
    });
  }

  /** Repeats work while the database is out of reach, with growing pauses, until it is done or the database is closed. */
  async persistently<T>(work: () => Promise<T>, onFault: (reason: string) => void = () => {}): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (fault) {
        if (this.isClosed || !isLost(fault)) throw fault;
        if (tries === 0) onFault(reasonOf(fault));
        await this.pause(tries);
      }
    }
  }

  /** Waits before another try. Rejects when the database is closed meanwhile. */
  async pause(tries: number): Promise<void> {
    await wait(pauseBefore(tries), undefined, { signal: this.#closing.signal });
  }

  /** Ends all connections, those under way too. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    this.#closing.abort();
    const pool = await this.#pool?.catch(() => undefined);
    const ended = pool?.end();
    // Who waits for another server's lock would wait on.
    const timer = setTimeout(() => {
      for (const client of this.#clients) void client.end().catch(() => undefined);
    }, closeTime);
    await ended;
    clearTimeout(timer);
  }

  async #noting<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    if (this.isClosed) throw new PublisherError('store-closed', 'the database is closed');
    try {
      this.#pool ??= this.#newPool();
      const done = await work(await this.#pool);
      this.#fault = undefined;
      return done;
    } catch (fault) {
      if (isLost(fault)) this.note(fault);
      throw fault;
    }
  }

  async #newPool(): Promise<Pool> {
    const { Pool: NewPool } = await import('pg');
    const pool = new NewPool({ ...this.#config, max: mostConnections, idleTimeoutMillis: 30_000 });
    // An idle connection that breaks is no fault of a request's; the next one makes another.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => this.#clients.add(client as PoolClient & Pick<Client, 'end'>));
    pool.on('remove', (client) => this.#clients.delete(client as PoolClient & Pick<Client, 'end'>));
    return pool;
  }
}

const askOf =
  (client: PoolClient): Ask =>
  async (text, values = []) =>
    (await client.query({ text, values: [...values], rowMode: 'array' })).rows;

/** The driver knows copies only as questions whose answer is thrown away: here somebody takes it. */
const copyOut = async (
  client: PoolClient,
  text: string,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> => {
  const { Query } = await import('pg');
  let isOver = false;
  const answer = new Promise<void>((done, fail) => {
    const query = new Query({ text }, (fault) => (fault ? fail(fault) : done()));
    const handleCopyData = ({ chunk }: { readonly chunk: Uint8Array }): void => {
      // Of one that took too long something may come all the same.
      if (!isOver) onBytes(chunk);
    };
    client.query(Object.assign(query, { handleCopyData }));
  });
  await answer.finally(() => {
    isOver = true;
  });
};
