import type { ServeOptions } from '@gluepipeline/local';

import type { Moment } from './orders.ts';

type Call = Parameters<NonNullable<ServeOptions['fault']>>[0];

/** A call that may change something: everything that is not a question by its name. */
export const isMutating = ({ service, operation }: Call): boolean =>
  service !== 'sts' && !/^(Get|List|BatchGet|Describe|Head|Search)/.test(operation);

/** Hooks for an endpoint that count the mutating calls and strike at one of them. */
export interface Strike extends Pick<ServeOptions, 'fault' | 'onRequest'> {
  /** The mutating calls so far. */
  readonly operations: string[];
  /** Resolves when no call is being worked on. */
  idle(): Promise<void>;
}

/** Strikes at the mutating call number `at`, counted from 1; 0 never strikes. The call stays without an answer. */
export function strike(at: number, moment: Moment, kill: () => void): Strike {
  const operations: string[] = [];
  let working = 0;
  let waiting: (() => void)[] = [];
  return {
    operations,
    idle: () => (working === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    fault: (call) => {
      working += 1;
      if (!isMutating(call) || operations.push(call.operation) !== at) {
        return undefined;
      }
      if (moment === 'before') {
        kill();
        return 'reset-before';
      }
      if (moment === 'during') {
        setImmediate(kill);
      }
      return 'reset-after';
    },
    onRequest: ({ code, operation }) => {
      // What is refused before it is understood was never counted.
      working = Math.max(0, working - (operation === 'Unknown' ? 0 : 1));
      if (code === 'ConnectionReset' && moment === 'after') {
        kill();
      }
      if (working === 0) {
        for (const done of waiting) {
          done();
        }
        waiting = [];
      }
    },
  };
}
