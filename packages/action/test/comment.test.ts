import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Aws, aws, chain } from './support/aws.ts';
import { type GitHub, github } from './support/github.ts';
import { events, folderWith, type Step, step } from './support/step.ts';

let cloud: Aws;
let hub: GitHub;
const workspace = folderWith(chain({ a: 'print(1)' }));
const marker = '<!-- gluepipeline:comment {"config":"config.json","environment":"dev"} -->';

beforeAll(async () => {
  cloud = await aws();
});

beforeEach(async () => {
  hub = await github();
});

afterAll(async () => {
  await cloud.server.stop();
});

const plan = async (inputs: Record<string, string> = {}, more: Partial<Step> = {}) => {
  const env = { ...cloud.env, GITHUB_API_URL: hub.url, ...more.env };
  const ran = await step({
    workspace,
    event: events.pull_request,
    ...more,
    inputs: { command: 'plan', ...inputs },
    env,
  });
  await hub.stop();
  return ran;
};

describe('the comment on a pull request', () => {
  it('is found on whichever page it is, and never written twice', async () => {
    hub.add(`${marker}\nold`);
    Array.from({ length: 250 }).forEach(() => hub.add('chat', 'ana'));
    const ran = await plan();
    expect(ran.outputs['comment-id']).toBe('1');
    expect(hub.comments).toHaveLength(251);
    expect(hub.comments[0]?.body).toMatch(/### Plan for/);
    const pages = hub.requests.filter((each) => each.startsWith('GET /repos/acme/sales/issues/7/comments'));
    expect(pages).toEqual([
      'GET /repos/acme/sales/issues/7/comments?per_page=100',
      'GET /repos/acme/sales/issues/7/comments?per_page=100&page=2',
      'GET /repos/acme/sales/issues/7/comments?per_page=100&page=3',
    ]);
  });

  it('is one for each config and environment', async () => {
    hub.add('<!-- gluepipeline:comment {"config":"config.json","environment":"prod"} -->\nof prod');
    hub.add('<!-- gluepipeline:comment {"config":"other.json","environment":"dev"} -->\nof another');
    await plan();
    expect(hub.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '<!-- gluepipeline:comment {"config":"config.json","environment":"prod"} -->',
      '<!-- gluepipeline:comment {"config":"other.json","environment":"dev"} -->',
      marker,
    ]);
    expect(hub.comments[0]?.body).toBe(
      '<!-- gluepipeline:comment {"config":"config.json","environment":"prod"} -->\nof prod',
    );
  });

  it('is found again where a word of its first line is masked', async () => {
    await plan({ mask: 'dev' });
    const [first] = hub.comments;
    expect(first?.body).toMatch(/^<!-- gluepipeline:comment {"config":"config.json","environment":"\*\*\*"} -->\n/);
    hub = await github();
    hub.add(first?.body ?? '');
    await plan({ mask: 'dev' });
    expect(hub.comments).toHaveLength(1);
  });

  it('of somebody else is left alone, whatever it begins with', async () => {
    hub.add(`${marker}\nquoted`, 'eve');
    const ran = await plan();
    expect(ran.outputs['comment-id']).toBe('2');
    expect(hub.comments[0]?.body).toBe(`${marker}\nquoted`);
  });

  it('is one more each time with new', async () => {
    hub.add(`${marker}\nold`);
    expect((await plan({ comment: 'new' })).outputs['comment-id']).toBe('2');
    expect(hub.comments.map(({ hidden }) => hidden)).toEqual([false, false]);
  });

  it('hides the earlier ones with hide-and-new', async () => {
    hub.add(`${marker}\nold`);
    hub.add('chat', 'ana');
    expect((await plan({ comment: 'hide-and-new' })).outputs['comment-id']).toBe('3');
    expect(hub.comments.map(({ hidden }) => hidden)).toEqual([true, false, false]);
  });

  it('tells of a plan that failed, in the place of the last one that did not', async () => {
    hub.add(`${marker}\nold`);
    const broken = folderWith(chain({ a: '' }, { jobs: [{ name: 'a', script: 'gone.py', type: 'pythonshell' }] }));
    const ran = await plan({ environment: 'dev' }, { workspace: broken });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'validation-failed', 'comment-id': '1' } });
    expect(hub.comments[0]?.body).toContain('### Plan failed: `config.json`, environment `dev`');
    expect(hub.comments[0]?.body).toContain('gone.py');
  });

  it('is not written with off', async () => {
    await plan({ comment: 'off' });
    expect(hub.requests).toEqual([]);
  });

  it('without a token is a warning, too', async () => {
    // What an expression comes to that names nothing.
    const ran = await plan({ 'github-token': ' ' });
    expect(ran.exitCode).toBe(0);
    expect(ran.annotations[0]).toContain('there is no github-token');
  });

  it('is read again where GitHub is in trouble', async () => {
    hub.failing = 1;
    const ran = await plan();
    expect(ran.outputs['comment-id']).toBe('1');
    expect(hub.requests).toHaveLength(3);
  });

  it('is written once, also where GitHub does not say that it was', async () => {
    hub.failingWrites = 1;
    const ran = await plan();
    expect(ran.annotations[0]).toContain('the comment could not be written: GitHub answers 502');
    expect(hub.comments).toHaveLength(1);
  });

  it('goes to a GitHub Enterprise Server as the runner names it', async () => {
    hub.add(`${marker}\nold`);
    const ran = await plan({ comment: 'hide-and-new' }, { env: { GITHUB_API_URL: `${hub.url}/api/v3` } });
    expect(ran.outputs['comment-id']).toBe('2');
    expect(hub.requests).toContain('POST /api/graphql');
  });
});
