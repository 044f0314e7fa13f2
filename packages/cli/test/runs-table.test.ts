import { plain } from '@gluepipeline/core';
import type { NamedRun } from '@gluepipeline/project';
import { describe, expect, it } from '@jest/globals';

import { runsTable } from '../src/render/runs-table.ts';

const run: NamedRun = {
  ...{ kind: 'workflow', id: 'wr_0123456789', name: 'sales-prod', resourceName: 'sales-prod', state: 'COMPLETED' },
  ...{ end: 'FAILED', over: true, attempt: 0, startedAt: 0, completedAt: 60_000, duration: 60_000, dpuHours: 15 },
  ...{ cost: { dollars: 6.6, unknown: [] }, trigger: 'start', nodes: { succeeded: 4, failed: 1, running: 0 } },
};

describe('the table of runs', () => {
  it('cuts names so that those of a group can be told apart', () => {
    const [emea, apac] = ['emea', 'apac'].map((region) => ({
      ...run,
      name: `load-orders-of-the-whole-region-${region}`,
    }));
    const text = runsTable([emea ?? run, apac ?? run], { paint: plain, columns: 80 });
    expect(text).toMatch(/\n01-01 00:00Z {2}\S+…\S*-emea .*\n01-01 00:00Z {2}\S+…\S*-apac /);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('has a column of costs where runs cost something, instead of the trigger where there is no room for both', () => {
    expect(runsTable([run], { paint: plain, columns: 100 })).toBe(
      [
        'STARTED       WHAT        STATE       DURATION  DPU-HOURS  COST   TRIGGER  ID',
        '01-01 00:00Z  sales-prod  FAILED 1/5  1m 00s    15.00      $6.60  start    wr_0123456…',
      ].join('\n'),
    );
    const flex = { ...run, cost: { dollars: 6.6, unknown: ['no price is known for FLEX'] } };
    expect(runsTable([flex], { paint: plain, columns: 100 })).toContain('  ≥$6.60  ');
    const narrow = runsTable([run], { paint: plain, columns: 80 }).split('\n');
    expect(narrow[0]).toBe('STARTED       WHAT        STATE       DURATION  DPU-HOURS  COST   ID');
    expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(runsTable([{ ...run, cost: undefined }], { paint: plain, columns: 100 })).not.toContain('COST');
  });
});
