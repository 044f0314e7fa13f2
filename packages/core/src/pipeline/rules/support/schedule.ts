import type { Path } from '../../../config/issue.ts';
import type { WrittenConfig } from '../../../config/schema.ts';

/** Where the schedule of the start is written: in full, or in its short form. */
export function schedulePath(config: WrittenConfig): Path {
  return config.start?.schedule == null ? ['schedule'] : ['start', 'schedule'];
}
