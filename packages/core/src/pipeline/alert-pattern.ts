import { eventPatternLimit } from './aws-names.ts';

/** The pattern of job runs that end in one of these states. */
export function alertPattern(jobNames: readonly string[], states: readonly string[]) {
  return {
    source: ['aws.glue'],
    'detail-type': ['Glue Job State Change'],
    detail: { jobName: jobNames, state: states },
  };
}

/**
 * The names in as few lists as patterns can hold, in their order; no names make no list, since a pattern without any
 * would mean the jobs of everybody. `limit` counts characters of a pattern (EventBridge user guide, eb-quota).
 */
export function splitAlert(
  jobNames: readonly string[],
  states: readonly string[],
  limit = eventPatternLimit,
): readonly (readonly string[])[] {
  const lists: string[][] = [];
  for (const name of jobNames) {
    const last = lists.at(-1);
    if (last != null && patternText(alertPattern([...last, name], states)).length <= limit) {
      last.push(name);
    } else {
      lists.push([name]);
    }
  }
  return lists;
}

/** The pattern as it is sent: AWS counts its characters. */
export function patternText(pattern: object): string {
  return JSON.stringify(pattern);
}
