import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, gluepipeline } from '../harness.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-runner-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An environment whose only command is a `docker` that says so; without it there is none. */
function withDocker(script?: string): Readonly<Record<string, string>> {
  const bin = mkdtempSync(join(folder, 'bin-'));
  if (script != null) {
    writeFileSync(join(bin, 'docker'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'docker'), 0o755);
  }
  return { PATH: bin };
}

/** An engine without any image, and without a way to one. */
const engine = `case "$1" in
  info) echo 'Debian GNU/Linux 12 (bookworm)' ;;
  image) exit 1 ;;
  pull) echo 'Error response from daemon: no route to host' >&2; exit 1 ;;
esac`;

const inDocker = ['--local', '--runner', 'docker'];

describe('--runner docker', () => {
  it('without Docker is an error before anything starts', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const missing = await gluepipeline(['run', ...inDocker], { cwd, env: withDocker() });
    expect([missing.exitCode, missing.stderr]).toEqual([
      9,
      'error[GP622] there is no command "docker" in PATH\n  hint: install Docker, or run scripts with your own Python: --runner script\n',
    ]);
    const env = withDocker('echo "Cannot connect to the Docker daemon. Is the docker daemon running?" >&2; exit 1');
    const down = await gluepipeline(['local', 'start', '--runner', 'docker'], { cwd, env });
    expect([down.exitCode, down.stderr]).toEqual([
      9,
      'error[GP622] Cannot connect to the Docker daemon. Is the docker daemon running?\n  hint: start Docker, and see that you may use it (docker info), or run scripts with your own Python: --runner script\n',
    ]);
  });

  it('says that an image is pulled, and fails the run where it cannot be', async () => {
    const jobs = [{ name: 'load', script: 'load.py', type: 'glueetl', glue_version: '5.0' }];
    const cwd = folderWith({
      'config.json': JSON.stringify({ pipeline_name: 'sales', jobs }),
      'load.py': 'print(1)',
    });
    const env = withDocker(engine);
    expect((await gluepipeline(['deploy', ...inDocker], { cwd, env })).exitCode).toBe(0);
    const ran = await gluepipeline(['run', 'load', ...inDocker], { cwd, env });
    expect(ran.exitCode).toBe(6);
    expect(ran.stderr).toContain('pulling public.ecr.aws/glue/aws-glue-libs:5: once, and it takes a while');
    expect(ran.stdout + ran.stderr).toContain(
      'the image public.ecr.aws/glue/aws-glue-libs:5 could not be pulled: Error response from daemon: no route to host',
    );
  });

  it('is of the endpoint that runs: it is shown, and another is refused', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = begin(['local', 'start', '--runner', 'docker'], { cwd, env: withDocker(engine) });
    while (!server.stderr().includes('serving')) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.stderr()).toMatch(/\nserving .* at \S+, glueetl jobs run in Docker; Ctrl-C ends it\n$/);
    expect((await gluepipeline(['local', 'status', '--json'], { cwd })).json).toMatchObject({ runner: 'docker' });
    expect((await gluepipeline(['plan', '--local'], { cwd })).exitCode).toBe(0);
    expect((await gluepipeline(['plan', ...inDocker], { cwd })).exitCode).toBe(0);
    const other = await gluepipeline(['run', '--local', '--runner', 'script'], { cwd });
    expect([other.exitCode, other.stderr.split('\n')[0]]).toEqual([
      64,
      'error[GP623] the endpoint that runs here was started with --runner docker',
    ]);
    server.signal('SIGTERM');
    await server.ran;
  });

  it('is refused where AWS runs the jobs', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline(['run', '--runner', 'docker'], { cwd });
    expect([ran.exitCode, ran.stderr]).toEqual([
      64,
      'error[GP623] --runner is for scripts on this machine, and AWS is to run these\n  hint: say --local too\n',
    ]);
  });
});
