import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline, textIn } from '../harness.ts';

/** A server that has said where it is. */
async function started(cwd: string, ...flags: readonly string[]): Promise<Going> {
  const going = begin(['local', 'start', ...flags], { cwd });
  while (going.stdout() === '') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return going;
}

describe('local start', () => {
  it('says what other clients need, serves until it is interrupted, and lets go of the folder', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd);
    expect(server.stdout()).toMatch(
      /^export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\nexport AWS_ACCESS_KEY_ID=GPLOCAL\w+\nexport AWS_SECRET_ACCESS_KEY=\S+\nexport AWS_REGION=us-east-1\nexport AWS_DEFAULT_REGION=us-east-1\n$/,
    );
    server.signal('SIGINT');
    expect((await server.ran).exitCode).toBe(130);
    expect((await gluepipeline(['local', 'status', '--json'], { cwd })).json).toMatchObject({
      running: false,
      url: null,
    });
    expect((await gluepipeline(['deploy', '--local'], { cwd })).exitCode).toBe(0);
  });

  it('serves whoever says --local in that folder, also --no-wait', async () => {
    const cwd = folderWith(chain({ load: 'open("ran", "w")' }));
    const server = await started(cwd);
    expect((await gluepipeline(['deploy', '--local'], { cwd })).stdout).toContain('Deployed: 2 added');
    const ran = await gluepipeline(['run', 'load', '--local', '--no-wait'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'started\n' });
    while (!existsSync(join(cwd, 'ran'))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    server.signal('SIGTERM');
    expect((await server.ran).exitCode).toBe(143);
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.hasChanges).toBe(false);
  });

  it('is one document with --json', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd, '--json');
    server.signal('SIGINT');
    const { json } = await server.ran;
    expect(json).toMatchObject({
      region: 'us-east-1',
      accountId: '000000000000',
      folder: join(cwd, '.gluepipeline/local'),
    });
    expect(json.environment).toMatchObject({ AWS_ENDPOINT_URL: json.url });
  });

  it('refuses a folder that is served already', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd);
    const second = await gluepipeline(['local', 'start'], { cwd });
    expect(second.exitCode).toBe(5);
    expect(second.stderr).toMatch(
      /error\[GP607\] process \d+ uses the folder .*\n {2}hint: wait until it ends, or end it: .*kill \d+\n/,
    );
    server.signal('SIGINT');
    await server.ran;
  });

  it('warns of an address that others can reach', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd, '--host', '0.0.0.0');
    server.signal('SIGINT');
    expect((await server.ran).stderr).toContain('warning: listening on 0.0.0.0');
  });

  it('names the quirks that there are when one is not known', async () => {
    const ran = await gluepipeline(['local', 'start', '--quirk', 'nonsense'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toMatch(/^error\[GP606\] there is no quirk "nonsense"\n {2}hint: quirks: \S+/);
  });
});

/** A pipeline that orders start: two of them, or the end of a window. */
const byOrders = chain(
  { load: 'open("ran", "w")' },
  { start: { event: { pattern: { source: ['orders'] }, batch_size: 2 } } },
);

describe('local start --scheduler', () => {
  it('says that schedules fire', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd, '--scheduler');
    server.signal('SIGINT');
    expect((await server.ran).stderr).toMatch(/\nserving .*, schedules fire; Ctrl-C ends it\n/);
  });
});

const timeless = '{"source":"orders","detail-type":"Order","detail":{},"time":"at noon"}';

describe('local emit', () => {
  it('plays an event, says who waits for more, and starts the workflow with the last one', async () => {
    const cwd = folderWith({
      ...byOrders,
      'order.json': '{"source":"orders","detail-type":"Order","detail":{"id":7}}',
    });
    const server = await started(cwd);
    try {
      await gluepipeline(['deploy', '--local', '-q'], { cwd });
      const other = ['local', 'emit', '--source', 'other', '--detail-type', 'Order', '--detail', '{}'];
      expect(await gluepipeline(other, { cwd })).toMatchObject({
        exitCode: 0,
        stdout: 'Order from other on bus default: no rule matches it\n',
      });
      expect((await gluepipeline(['local', 'emit', '--event', 'order.json'], { cwd })).stdout).toMatch(
        /^Order from orders on bus default\n… workflow sales-dev waits: event 1 of 2, or \d\d:\d\d:\d\d UTC\n$/,
      );
      const last = await gluepipeline(['local', 'emit', '--event', '-', '--json'], {
        cwd,
        stdin: textIn(cwd, 'order.json'),
      });
      expect(last.json).toMatchObject({
        bus: 'default',
        deliveries: [{ kind: 'workflow', workflow: 'sales-dev', runId: expect.stringMatching(/^wr_/) }],
        waiting: [],
      });
      while (!existsSync(join(cwd, 'ran'))) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      server.signal('SIGINT');
      await server.ran;
    }
  });

  it('says what is no event, and that it needs an endpoint that goes on', async () => {
    const cwd = folderWith({ ...chain({ load: '' }), 'bad.json': '[]', 'timeless.json': timeless });
    const wrong = async (...words: string[]) => {
      const { exitCode, stderr } = await gluepipeline(['local', 'emit', ...words], { cwd });
      return [exitCode, stderr.split('\n')[0]];
    };
    expect(await wrong()).toEqual([64, 'error[GP617] this is no event']);
    expect(await wrong('--event', 'bad.json')).toEqual([64, 'error[GP617] bad.json is no JSON object']);
    expect(await wrong('--event', 'nowhere.json')).toEqual([
      64,
      expect.stringContaining('nowhere.json cannot be read: '),
    ]);
    const sound = ['--source', 'a', '--detail-type', 'b', '--detail', '{}'];
    expect(await wrong('--event', 'timeless.json')).toEqual([64, 'error[GP617] this is no event']);
    expect(await wrong(...sound)).toEqual([64, 'error[GP601] local emit needs an endpoint that goes on running']);
  });
});

describe('local status', () => {
  it('says where a server is, and whether there is one', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const folder = join(cwd, '.gluepipeline/local');
    expect((await gluepipeline(['local', 'status'], { cwd })).stdout).toBe(`not running, state in ${folder}\n`);
    const server = await started(cwd);
    expect((await gluepipeline(['local', 'status'], { cwd })).stdout).toMatch(
      /^running at http:\/\/127\.0\.0\.1:\d+, state in /,
    );
    server.signal('SIGINT');
    await server.ran;
  });
});

describe('local reset', () => {
  it('forgets everything that was deployed', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const ran = await gluepipeline(['local', 'reset', '--yes'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: `emptied ${join(cwd, '.gluepipeline/local')}\n` });
    expect((await gluepipeline(['destroy', '--local'], { cwd })).stdout).toContain('Nothing to destroy');
  });

  it('asks first: no and nobody keep everything', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    expect((await gluepipeline(['local', 'reset'], { cwd, stdin: 'n\n', tty: 'all' })).exitCode).toBe(8);
    const nobody = await gluepipeline(['local', 'reset', '--json'], { cwd });
    expect(nobody.json).toMatchObject({ error: { code: 'GP310', hint: 'say --yes' }, exitCode: 8 });
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.hasChanges).toBe(false);
  });

  it('leaves a folder alone that a server uses', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = await started(cwd);
    expect((await gluepipeline(['local', 'reset', '--yes'], { cwd })).exitCode).toBe(5);
    server.signal('SIGINT');
    await server.ran;
  });
});
