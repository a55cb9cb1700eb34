import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Publisher } from '../publisher.ts';
import type { Traffic } from './traffic.ts';

/** What is measured. */
export interface MetricsSource {
  readonly publisher: Publisher;
  readonly traffic: Traffic;
  /** Connections that are open now. */
  readonly connections: () => number;
  /** Faults of the program since it was started. */
  readonly faults: () => number;
}

/** What the program tells a Prometheus server. */
export interface Metrics {
  /** Of the text, for `Content-Type`. */
  readonly contentType: string;
  /** Everything as it is now, in Prometheus' text format. */
  text(): Promise<string>;
  /** Notes how long a document took to make. */
  noteRender(milliseconds: number): void;
}

type Collect<T> = (metric: T) => void;

const gauge = (
  registry: Registry,
  name: string,
  help: string,
  { labelNames = [], collect }: { labelNames?: string[]; collect: Collect<Gauge> },
): Gauge =>
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      collect(this);
    },
  });

const noteRequests = (registry: Registry, traffic: Traffic): void => {
  new Counter({
    name: 'dateline_requests_total',
    help: 'Answers by document and status.',
    labelNames: ['document', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { document, status, count } of traffic.answers()) this.inc({ document, status }, count);
    },
  });
  gauge(registry, 'dateline_not_modified_ratio', 'Share of 304 among the answers about documents.', {
    collect: (metric) => {
      let all = 0;
      let notModified = 0;
      for (const { document, status, count } of traffic.answers()) {
        if (!document.startsWith('/')) continue;
        all += count;
        if (status === 304) notModified += count;
      }
      metric.set(all === 0 ? 0 : notModified / all);
    },
  });
  gauge(registry, 'dateline_subscribers', 'Subscribers as readers report them in their User-Agent.', {
    labelNames: ['document', 'reader'],
    collect: (metric) => {
      for (const { document, reader, count } of traffic.subscribers())
        metric.set({ document, reader }, count);
    },
  });
};

const noteArticles = (registry: Registry, publisher: Publisher): void => {
  gauge(registry, 'dateline_articles', 'Articles by state.', {
    labelNames: ['state'],
    collect: (metric) => {
      for (const [state, count] of Object.entries(publisher.states)) metric.set({ state }, count);
    },
  });
  gauge(registry, 'dateline_feeds', 'Feeds, each counted once whatever its formats.', {
    collect: (metric) => metric.set(publisher.isReady ? publisher.counts.feeds : 0),
  });
  gauge(registry, 'dateline_problems', 'Problems by code and severity.', {
    labelNames: ['code', 'severity'],
    collect: (metric) => {
      for (const { code, severity } of publisher.problems) metric.inc({ code, severity });
    },
  });
  gauge(registry, 'dateline_source_up', '0 while the articles are out of reach.', {
    collect: (metric) => metric.set(publisher.library.sourceFault === undefined ? 1 : 0),
  });
  gauge(registry, 'dateline_document_bytes', 'Bytes of the documents that are kept, in all codings.', {
    collect: (metric) => metric.set(publisher.isReady ? publisher.publication.size : 0),
  });
  gauge(registry, 'dateline_hub_good', '1 where the last answer of a hub was good, 0 where it was not.', {
    labelNames: ['hub'],
    collect: (metric) => {
      for (const { url, isGood } of publisher.hubs) {
        if (isGood !== undefined) metric.set({ hub: url }, isGood ? 1 : 0);
      }
    },
  });
};

/**
 * Prometheus metrics of a running server. Numbers are taken where they are kept anyway when somebody asks; only how long
 * documents take to make is noted as it happens.
 */
export const createMetrics = ({ publisher, traffic, connections, faults }: MetricsSource): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  noteRequests(registry, traffic);
  noteArticles(registry, publisher);
  gauge(registry, 'dateline_connections', 'Connections that are open.', {
    collect: (metric) => metric.set(connections()),
  });
  new Counter({
    name: 'dateline_faults_total',
    help: 'Faults of the program that nothing was done about.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(faults());
    },
  });
  const renders = new Histogram({
    name: 'dateline_render_seconds',
    help: 'Time that a document took to make, from the first request for it.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    noteRender: (milliseconds) => renders.observe(milliseconds / 1000),
  };
};
