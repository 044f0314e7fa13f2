import { type KnownReason, type Reason, reasonIn } from '../reason.ts';
import { accessReasons } from './access.ts';
import { dataReasons } from './data.ts';
import { memoryReasons } from './memory.ts';
import { scriptReasons } from './script.ts';
import { serviceReasons } from './service.ts';

/** Every failure that is known; of two that fit, the earlier is the one that says more. */
export const reasons: readonly Reason[] = [
  ...scriptReasons,
  ...memoryReasons,
  ...dataReasons,
  ...serviceReasons,
  ...accessReasons,
];

/**
 * Why a run failed, where that is known. The first text that a reason fits counts: the run's own message comes before
 * its log, in which an error that was overcome may stand as well.
 */
export function reasonFor(...texts: readonly string[]): KnownReason | undefined {
  for (const text of texts) {
    for (const reason of reasons) {
      const known = reasonIn(reason, text);
      if (known != null) {
        return known;
      }
    }
  }
  return undefined;
}
