import { describe, expect, it } from '@jest/globals';

import { overlay, overrideIssues } from '../../src/config/overlay.ts';
import { load } from '../../src/pipeline/load.ts';

describe('overlay', () => {
  it('lets the command line overrule the file, and the file the default', () => {
    const config = { pipeline_name: 'sales', role: 'FileRole', environment: 'test' };
    expect(overlay(config, {})).toEqual(config);
    expect(overlay(config, { environment: 'prod', role: 'FlagRole' })).toEqual({
      pipeline_name: 'sales',
      role: 'FlagRole',
      environment: 'prod',
    });
    expect(overlay({ pipeline_name: 'sales' }, {})).toEqual({ pipeline_name: 'sales', environment: 'dev' });
  });
});

describe('overrideIssues', () => {
  it.each(['', 'a b', '../x', 'prod/eu', 'é', 'x'.repeat(101), 'prod\n'])(
    'refuses the environment %j of the command line',
    async (environment) => {
      const [issue, ...more] = overrideIssues({ environment });
      expect(more).toEqual([]);
      expect(issue).toMatchObject({ code: 'GP105', severity: 'error', path: [] });
      expect(issue?.message).toContain('--environment');
      expect(issue?.message).toContain('1 to 100 letters, digits, dots, dashes and underscores');
      expect(issue?.position).toBeUndefined();
      expect(await load('c.json', '{"pipeline_name": "p"}', { environment })).toEqual({ ok: false, issues: [issue] });
      const both = await load('c.json', '{"pipeline_name": "p", "jobs": 1}', { environment });
      expect(both.issues.map(({ path }) => path)).toEqual([[], ['jobs']]);
    },
  );

  it('takes what the file may say, and nothing', () => {
    expect([...overrideIssues({}), ...overrideIssues({ environment: 'prod-eu_1.a' })]).toEqual([]);
  });
});
