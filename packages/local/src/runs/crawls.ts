import { randomUUID } from 'node:crypto';
import { AwsError } from '../errors.ts';
import { crawlerState, crawlersOf, crawlsOf, crawlsOfCrawler, isUnderWay } from '../glue/crawler-records.ts';
import type { CrawlRecord } from '../glue/crawler-records.ts';
import type { Context } from '../glue/handler.ts';
import { look } from './crawl-targets.ts';
import type { Cause } from './records.ts';

/** What is said of a crawler that is to start while it runs. */
export const hasStarted = (name: string): string => `Crawler with name ${name} has already started`;

/**
 * Crawls: each is RUNNING for `delays.crawl`, looks at its targets, and comes to rest for `delays.crawlEnd`, during
 * which the crawler is STOPPING. It writes nothing.
 */
export class Crawls {
  readonly #context: Context;
  readonly #keep: number;
  readonly #onEnded: (record: CrawlRecord) => void;
  readonly #onChange: (record: CrawlRecord) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #sequence = 0;

  /**
   * `keep` is how many crawls are kept, the newest; `onEnded` hears of each that has ended, `onChange` also of each that
   * has begun.
   */
  constructor(
    context: Context,
    keep: number,
    onEnded: (record: CrawlRecord) => void,
    onChange: (record: CrawlRecord) => void = () => undefined,
  ) {
    this.#context = context;
    this.#keep = keep;
    this.#onEnded = onEnded;
    this.#onChange = onChange;
  }

  /** Begins a crawl of a crawler that exists; one that is under way is refused with CrawlerRunningException. */
  start(crawler: string, cause?: Cause): CrawlRecord {
    if (crawlerState(this.#context.store, crawler) !== 'READY') {
      throw new AwsError('CrawlerRunningException', hasStarted(crawler));
    }
    this.#sequence += 1;
    const record: CrawlRecord = {
      id: randomUUID(),
      crawler,
      state: 'RUNNING',
      startedOn: this.#now(),
      lines: [],
      sequence: this.#sequence,
      ...(cause == null ? {} : { cause }),
    };
    this.#put(record);
    this.#later(record.id, this.#context.delays.crawl, () => this.#looked(record.id));
    this.#onChange(record);
    return record;
  }

  /** Begins to end the crawl of a crawler; false where none is RUNNING. */
  stop(crawler: string): boolean {
    const record = crawlsOfCrawler(this.#context.store, crawler).find(isUnderWay);
    if (record == null || record.state === 'CANCELLING' || record.outcome != null) {
      return false;
    }
    this.#put({ ...record, state: 'CANCELLING', outcome: 'CANCELLED' });
    this.#later(record.id, this.#context.delays.crawlEnd, () => this.#finish(record.id));
    return true;
  }

  /** Ends what a killed predecessor left under way. */
  recover(why: string): void {
    for (const record of this.#underWay()) {
      this.#put({ ...record, state: 'FAILED', completedOn: this.#now(), errorMessage: why });
    }
  }

  /** Ends every crawl at once; nobody hears of it. */
  close(why: string): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
    for (const record of this.#underWay()) {
      this.#put({ ...record, state: 'CANCELLED', completedOn: this.#now(), errorMessage: why });
    }
  }

  #looked(id: string): void {
    const record = crawlsOf(this.#context.store).get(id);
    if (record == null) {
      return;
    }
    const targets = crawlersOf(this.#context.store).get(record.crawler)?.crawler.Targets ?? {};
    const { failure, lines } = look(this.#context.store, targets);
    const outcome =
      failure == null ? { outcome: 'SUCCEEDED' as const } : { outcome: 'FAILED' as const, errorMessage: failure };
    this.#put({ ...record, ...outcome, lines });
    this.#later(id, this.#context.delays.crawlEnd, () => this.#finish(id));
  }

  #finish(id: string): void {
    this.#timers.delete(id);
    const record = crawlsOf(this.#context.store).get(id);
    if (record == null) {
      return;
    }
    const { outcome = 'FAILED', ...rest } = record;
    const ended: CrawlRecord = { ...rest, state: outcome, completedOn: this.#now() };
    this.#put(ended);
    this.#onChange(ended);
    this.#onEnded(ended);
    this.#prune();
  }

  #later(id: string, milliseconds: number, then: () => void): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(then, milliseconds));
  }

  #underWay(): readonly CrawlRecord[] {
    return crawlsOf(this.#context.store).values().filter(isUnderWay);
  }

  #prune(): void {
    const all = crawlsOf(this.#context.store).values();
    [...all]
      .filter((record) => !isUnderWay(record))
      .sort((left, right) => left.startedOn - right.startedOn || left.sequence - right.sequence)
      .slice(0, Math.max(0, all.length - this.#keep))
      .forEach(({ id }) => crawlsOf(this.#context.store).delete(id));
  }

  #put(record: CrawlRecord): void {
    crawlsOf(this.#context.store).put(record.id, record);
  }

  #now(): number {
    return this.#context.clock.now() / 1000;
  }
}
