import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { folderOf, inside, measured } from './harness.ts';

const jobs = Array.from({ length: 300 }, (_, index) => ({
  name: `job-${index}`,
  script: 'job.py',
  type: 'glueetl',
}));

describe.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('a deployment that is process 1, at %s', (signal, code) => {
  it('ends its step, releases the lock, exits %s within ten seconds, and the next one goes on', async () => {
    const folder = folderOf(10_001);
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ pipeline_name: 'many', jobs }), { mode: 0o644 });
    writeFileSync(join(folder, 'job.py'), 'print(1)\n', { mode: 0o644 });
    const words = ['run', '--rm', '-v', `${folder}:/workspace`, 'gluepipeline', 'deploy', '--local', '-v'];
    const deploying = spawn('docker', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const seen: string[] = [];
    const begun = new Promise<void>((resolve) => {
      [deploying.stdout, deploying.stderr].forEach((stream) =>
        stream.setEncoding('utf8').on('data', (text: string) => {
          seen.push(text);
          if (seen.join('').includes('created job')) {
            resolve();
          }
        }),
      );
    });
    const exit = once(deploying, 'close') as Promise<[number | null]>;
    await Promise.race([begun, exit]);
    const asked = Date.now();
    deploying.kill(signal);
    const [exitCode] = await exit;
    const milliseconds = Date.now() - asked;
    measured(`${signal} during a deployment: exit ${exitCode ?? ''} after ${milliseconds} ms`);
    const text = seen.join('');
    expect({ exitCode, text }).toMatchObject({ exitCode: code });
    expect(milliseconds).toBeLessThan(10_000);
    const made = text.split('created job').length - 1;
    expect(made).toBeLessThan(jobs.length);
    expect(text).toMatch(/s3\.PutObject .*\/lock\.json/);
    expect(text).toMatch(/s3\.DeleteObject .*\/lock\.json/);
    const { stdout } = inside('gluepipeline', 10_001, folder, 'lock', 'status', '--local', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ locked: false });

    const { exitCode: again } = inside('gluepipeline', 10_001, folder, 'deploy', '--local', '--quiet');
    expect(again).toBe(0);
    expect(inside('gluepipeline', 10_001, folder, 'plan', '--local', '--detailed-exitcode')).toMatchObject({
      exitCode: 0,
    });
  }, 180_000);
});
