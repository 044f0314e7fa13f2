import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Aws, aws, chain } from './support/aws.ts';
import { type GitHub, github } from './support/github.ts';
import { events, folderWith, type Ran, step } from './support/step.ts';

let cloud: Aws;
let hub: GitHub;
let ran: Ran;
let body: string;

/** More than a comment holds. */
const jobs = Array.from({ length: 1000 }, (_, at) => ({
  name: `load-a-part-of-the-orders-${String(at)}`,
  script: 'load.py',
  description: `loads part ${String(at)} of the orders ${'and says so at length '.repeat(4)}`,
  arguments: { '--part': String(at), '--table': `orders_${String(at)}` },
}));

beforeAll(async () => {
  cloud = await aws();
  hub = await github();
  const workspace = folderWith({ ...chain({ load: '' }, { glue_version: '6.0', jobs, workflow: false }) });
  ran = await step({
    workspace,
    event: events.pull_request,
    inputs: { command: 'plan' },
    env: { ...cloud.env, GITHUB_API_URL: hub.url },
  });
  body = hub.comments[0]?.body ?? '';
});

afterAll(async () => {
  await cloud.server.stop();
  await hub.stop();
});

describe('a plan of 1,000 changes', () => {
  it('is written, within every limit of GitHub', () => {
    expect(ran).toMatchObject({ exitCode: 0, outputs: { 'comment-id': '1', 'changes-count': '1001' } });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(ran.summary)).toBeLessThanOrEqual(1024 * 1024);
    const sizes = Object.values(ran.outputs).map((value) => Buffer.byteLength(value));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_535);
    expect(JSON.parse(ran.outputs['changes-summary'] ?? '')).toMatchObject({ add: 1001 });
  });

  it('says on the first screen how much changes, and of what', () => {
    expect(body.split('\n').slice(0, 11)).toEqual([
      '<!-- gluepipeline:comment {"config":"config.json","environment":"dev"} -->',
      '### Plan for `sales`, environment `dev`',
      '',
      '**1001 to add, 0 to change, 0 to delete, 0 unchanged** · account 123456789012 · eu-west-1',
      '',
      'Cost of a month: not known for 1000 jobs',
      '',
      '|  | add | change | delete and make anew | delete |',
      '| --- | --: | --: | --: | --: |',
      '| script | 1 | 0 | 0 | 0 |',
      '| job | 1000 | 0 | 0 | 0 |',
    ]);
  });

  it('is cut at the end of a line, says how much is left, and ends every block', () => {
    for (const text of [body, ran.outputs['changes-markdown'] ?? '']) {
      expect(text.match(/^```/gm)?.length).toBe(2);
    }
    expect(body.match(/<details/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    const shown = body.match(/^\+ job {6}load-a-part-of-the-orders-\d+ +glueetl, Glue 6\.0, G\.1X × 10$/gm) ?? [];
    const [, left] = /^… (\d+) more lines: see \[the summary of the run\]/m.exec(body) ?? [];
    expect(shown.length).toBeGreaterThan(500);
    expect(1 + shown.length + Number(left)).toBe(1001);
  });

  it('is whole in the summary', () => {
    expect(ran.summary.match(/^\+ job/gm)).toHaveLength(1000);
    expect(ran.summary).toContain('1000 nodes are more than a page shows');
  });
});
