import { hoursOfRuns, hoursText, type Ran, runsCost, runsCostText } from '@gluepipeline/core';
import type { NamedSnapshot } from '@gluepipeline/project';

/** ` · 0.35 DPU-hours · $0.15`: what runs have used and cost by now; nothing on the embedded endpoint, where they cost nothing. */
export function usageText(snapshots: readonly NamedSnapshot[], now: number): string {
  const all = together(snapshots);
  const cost = runsCost(all, now, snapshots[0]?.prices);
  const hours = hoursText(hoursOfRuns(all, now));
  return cost == null ? '' : `${hours === '' ? '' : ` · ${hours} DPU-hours`} · ${costWords(runsCostText(cost))}`;
}

/** A cost in a line of other words: "unknown" alone would not say what is. */
export function costWords(text: string): string {
  return text === 'unknown' ? 'cost unknown' : text;
}

function together(snapshots: readonly NamedSnapshot[]): Ran {
  return {
    jobRuns: snapshots.flatMap(({ jobRuns }) => jobRuns),
    crawlerRuns: snapshots.flatMap(({ crawlerRuns }) => crawlerRuns),
  };
}
