import type { LogEvent, LogSource, PlacedEvent } from './source.ts';

/** Events of several sources by time, and the position in each after them (before them, when going back). */
export interface Page {
  readonly events: readonly (LogEvent & { readonly source: number; readonly start: number })[];
  readonly positions: readonly number[];
}

/** How much a page may hold, and of which times: from `since` to before `until`. */
export interface PageLimits {
  readonly count: number;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly accept?: (message: string) => boolean;
}

/** A page of CloudWatch Logs holds 1 MiB, each event counted with 26 bytes more (SDK, PutLogEvents and GetLogEvents). */
const pageBytes = 1 << 20;
const eventBytes = 26;

/** Where one source is being read. */
class Cursor {
  position: number;
  readonly #source: LogSource;
  readonly #back: boolean;
  #read: PlacedEvent[] = [];

  constructor(source: LogSource, position: number, back: boolean) {
    this.#source = source;
    this.position = position;
    this.#back = back;
  }

  async peek(): Promise<PlacedEvent | undefined> {
    if (this.#read.length === 0) {
      const piece = this.#back
        ? await this.#source.before(this.position)
        : (await this.#source.after(this.position)).toReversed();
      this.#read = [...piece];
    }
    return this.#read.at(-1);
  }

  take(): void {
    const event = this.#read.pop();
    this.position = (this.#back ? event?.start : event?.end) ?? this.position;
  }
}

/** The page after these positions: what came first, first. */
export function pageAfter(
  sources: readonly LogSource[],
  positions: readonly number[],
  limits: PageLimits,
): Promise<Page> {
  return pageFrom(sources, positions, limits, false);
}

/** The page before these positions, its events still in the order of their times. */
export async function pageBefore(
  sources: readonly LogSource[],
  positions: readonly number[],
  limits: PageLimits,
): Promise<Page> {
  const page = await pageFrom(sources, positions, limits, true);
  return { ...page, events: page.events.toReversed() };
}

async function pageFrom(
  sources: readonly LogSource[],
  positions: readonly number[],
  limits: PageLimits,
  back: boolean,
): Promise<Page> {
  const cursors = sources.map((source, at) => new Cursor(source, positions[at] ?? 0, back));
  const { since = -Infinity, until = Infinity, accept = () => true } = limits;
  const events: Page['events'][number][] = [];
  let bytes = 0;
  let looked = 0;
  for (;;) {
    const heads = await Promise.all(cursors.map((cursor) => cursor.peek()));
    const source = firstOf(heads, back);
    const head = heads[source];
    // Also what is passed over counts: a page that holds little ends after ten pages' worth of looking.
    if (head == null || (back ? head.timestamp < since : head.timestamp >= until) || looked > 10 * pageBytes) {
      break;
    }
    const size = head.message.length + eventBytes;
    const wanted = head.timestamp >= since && head.timestamp < until && accept(head.message);
    if (events.length >= limits.count || (wanted && events.length > 0 && bytes + size > pageBytes)) {
      break;
    }
    cursors[source]?.take();
    looked += size;
    if (wanted) {
      bytes += size;
      events.push({ timestamp: head.timestamp, message: head.message, source, start: head.start });
    }
  }
  return { events, positions: cursors.map(({ position }) => position) };
}

/** The source whose event is next: the earliest going on, the latest going back. */
function firstOf(heads: readonly (PlacedEvent | undefined)[], back: boolean): number {
  let best = -1;
  for (const [at, head] of heads.entries()) {
    const known = heads[best];
    if (
      head != null &&
      (known == null || (back ? head.timestamp >= known.timestamp : head.timestamp < known.timestamp))
    ) {
      best = at;
    }
  }
  return best;
}
