import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Characters that are read between two collections. */
const period = 8 * 2 ** 20;

/**
 * Told how much was read, collects garbage now and then. A log may be far larger than memory, and while other processes
 * keep the machine busy V8 would let the pages that were read wait until they fill more of it than the log's reader may.
 */
export function garbageCollector(): (read: number) => void {
  let since = 0;
  let collect: (() => void) | undefined;
  return (read) => {
    since += read;
    if (since < period) {
      return;
    }
    since = 0;
    if (collect == null) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
    }
    collect();
  };
}
