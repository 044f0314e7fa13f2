/** What a worker type asks of its job. */
export interface WorkerType {
  /** The lowest Glue version that has it. */
  readonly since: number;
  /** The only kind of job that may use it, where there is one. */
  readonly only?: 'streaming' | 'Ray';
}

/** The worker types that AWS lists, with their conditions (SDK WorkerType; Glue developer guide, add-job). */
export const workerTypes: ReadonlyMap<string, WorkerType> = new Map<string, WorkerType>([
  ['Standard', { since: 0 }],
  ['G.025X', { since: 3, only: 'streaming' }],
  ['G.1X', { since: 0 }],
  ['G.2X', { since: 0 }],
  ['G.4X', { since: 3 }],
  ['G.8X', { since: 3 }],
  ['G.12X', { since: 4 }],
  ['G.16X', { since: 4 }],
  ['R.1X', { since: 4 }],
  ['R.2X', { since: 4 }],
  ['R.4X', { since: 4 }],
  ['R.8X', { since: 4 }],
  ['Z.2X', { since: 0, only: 'Ray' }],
]);
