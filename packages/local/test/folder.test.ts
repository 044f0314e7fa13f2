import { describe, expect, it, jest } from '@jest/globals';
import {
  CreateJobCommand,
  CreateTriggerCommand,
  GetJobCommand,
  GlueClient,
  ListJobsCommand,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FolderInUseError, ForeignFolderError, findServer, reset } from '../src/index.ts';
import { emptyFolder, endpoint, refusal } from './endpoint.ts';

// Processes are started and killed here, on a machine that may be busy.
jest.setTimeout(60_000);

const job = (Name: string): CreateJobCommand =>
  new CreateJobCommand({ Name, Role: 'r', Command: { Name: 'glueetl' }, Tags: { k: Name } });

/** Every path below a folder. */
async function paths(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

describe('a folder', () => {
  it('keeps everything over a restart, the key too', async () => {
    const folder = await emptyFolder();
    const first = await endpoint({ folder });
    await first.glue.send(job('../../etc/a'));
    await first.glue.send(
      new CreateTriggerCommand({ Name: 't', Type: 'ON_DEMAND', Actions: [{ JobName: '../../etc/a' }] }),
    );
    await first.s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await first.s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: '../../k', Body: 'bytes' }));
    await first.server.stop();
    const second = await endpoint({ folder });
    expect(second.server.accessKeyId).toBe(first.server.accessKeyId);
    expect((await second.glue.send(new ListJobsCommand({ Tags: { k: '../../etc/a' } }))).JobNames).toHaveLength(1);
    const got = await second.s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: '../../k' }));
    expect(await got.Body?.transformToString()).toBe('bytes');
    const tagged = await second.tagging.send(new GetResourcesCommand({ TagFilters: [{ Key: 'k' }] }));
    expect(tagged.ResourceTagMappingList).toHaveLength(1);
  });

  it('is for its owner alone, and no name ends up in a path', async () => {
    const folder = await emptyFolder();
    await chmod(folder, 0o755);
    const { glue } = await endpoint({ folder });
    await glue.send(job('secret-name'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'identity.json'))).mode & 0o777).toBe(0o600);
    expect((await paths(folder)).join(' ')).not.toContain('secret');
  });

  it('has one writer', async () => {
    const folder = await emptyFolder();
    const first = await endpoint({ folder });
    await expect(endpoint({ folder })).rejects.toThrow(FolderInUseError);
    await expect(endpoint({ folder })).rejects.toThrow(`in use by process ${process.pid}`);
    await first.server.stop();
    await endpoint({ folder });
  });

  it('is let go of when the port is taken', async () => {
    const folder = await emptyFolder();
    const { server } = await endpoint();
    await expect(endpoint({ folder, port: server.port })).rejects.toThrow('EADDRINUSE');
    const second = await endpoint({ folder });
    await Promise.all([second.server.stop(), second.server.stop()]);
    await endpoint({ folder });
  });

  it('that holds something else is neither served nor wiped', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'thesis.txt'), 'precious');
    await expect(endpoint({ folder })).rejects.toThrow(ForeignFolderError);
    expect(() => reset(folder)).toThrow(ForeignFolderError);
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('precious');
  });

  it('opens though a killed writer left half-written files behind', async () => {
    const folder = await emptyFolder();
    const first = await endpoint({ folder });
    await first.glue.send(job('whole'));
    await first.server.stop();
    const jobs = join(folder, 'glue-jobs');
    await writeFile(join(jobs, `${'a'.repeat(64)}.json`), '{"key":"cut","val');
    await writeFile(join(jobs, `${'b'.repeat(64)}.json.12345`), '{"key":"draft","value":{}}');
    await writeFile(join(folder, 'blobs', 'x.part'), 'half');
    await writeFile(join(folder, 'blobs', 'f'.repeat(40)), 'bytes that no object names');
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 - 1 }));
    await writeFile(join(folder, 'server.json'), '{');
    const second = await endpoint({ folder });
    expect((await second.glue.send(new ListJobsCommand({}))).JobNames).toEqual(['whole']);
    expect(await readdir(join(folder, 'blobs'))).toEqual([]);
  });

  it('keeps what was answered when its server is killed with -9, again and again', async () => {
    const folder = await emptyFolder();
    const program = await bundle();
    const answered: string[] = [];
    for (const round of [1, 2, 3]) {
      const { ended, kill } = await start(program, folder);
      const { url, region, ...credentials } = (await findServer(folder))!;
      const glue = new GlueClient({ endpoint: url, region, credentials, maxAttempts: 1 });
      const asks = Array.from({ length: 40 }, async (_, index) => {
        const name = `r${round}-${index}`;
        await glue.send(job(name));
        answered.push(name);
        if (answered.length >= round * 10) {
          kill();
        }
      });
      await Promise.allSettled(asks);
      await ended;
      glue.destroy();
    }
    expect(await findServer(folder)).toBeUndefined();
    const { glue } = await endpoint({ folder });
    const { JobNames } = await glue.send(new ListJobsCommand({}));
    expect(JobNames).toEqual(expect.arrayContaining(answered));
    expect(answered.length).toBeGreaterThanOrEqual(30);
  });
});

/** One file that serves the folder of its first argument; node 20 cannot run the sources as they are. */
async function bundle(): Promise<string> {
  const outfile = join(await emptyFolder(), 'serve.mjs');
  const esbuild = createRequire(import.meta.url).resolve('esbuild/bin/esbuild');
  const contents = `import { serve } from './index.ts'; await serve({ folder: process.argv[2], engine: undefined }); console.log('up');`;
  const banner = `--banner:js=import { createRequire as r } from 'node:module'; const require = r(import.meta.url); const __filename = import.meta.filename;`;
  execFileSync(
    esbuild,
    ['--bundle', '--platform=node', '--format=esm', '--loader=ts', banner, `--outfile=${outfile}`, '--log-level=error'],
    { input: contents, cwd: join(import.meta.dirname, '../src') },
  );
  return outfile;
}

/** A server in a process of its own, once it listens. */
async function start(program: string, folder: string): Promise<{ ended: Promise<unknown>; kill: () => void }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  return { ended, kill: () => void child.kill('SIGKILL') };
}

describe('findServer', () => {
  it('finds the server while it lives, and nothing after', async () => {
    const folder = await emptyFolder();
    expect(await findServer(folder)).toBeUndefined();
    const { server } = await endpoint({ folder });
    const { url, accessKeyId, secretAccessKey, region, accountId } = server;
    expect(await findServer(folder)).toEqual({
      url,
      accessKeyId,
      secretAccessKey,
      region,
      accountId,
      pid: process.pid,
      runner: 'script',
    });
    await server.stop();
    expect(await findServer(folder)).toBeUndefined();
  });

  it('does not believe another listener on the same port', async () => {
    const folder = await emptyFolder();
    const mine = await endpoint({ folder });
    const other = await endpoint();
    const address = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as object;
    await writeFile(join(folder, 'server.json'), JSON.stringify({ ...address, url: other.server.url }));
    expect(await findServer(folder)).toBeUndefined();
    expect(mine.server.url).not.toBe(other.server.url);
  });
});

describe('reset', () => {
  it('wipes a folder that nobody serves, and only then', async () => {
    const folder = await emptyFolder();
    const { server, glue } = await endpoint({ folder });
    await glue.send(job('a'));
    expect(() => reset(folder)).toThrow(FolderInUseError);
    await server.stop();
    reset(folder);
    expect(await paths(folder)).toEqual([]);
    reset(join(folder, 'nothing'));
    const again = await endpoint({ folder });
    expect(await refusal(again.glue.send(new GetJobCommand({ JobName: 'a' })))).toMatch(/^EntityNotFound/);
  });

  it('leaves a folder alone that only looks like ours', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'blobs'));
    await writeFile(join(folder, 'identity.json'), '{"kind":"other"}');
    expect(() => reset(folder)).toThrow(ForeignFolderError);
  });
});
