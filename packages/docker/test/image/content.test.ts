import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { configOf, filesOf, folderOf, listing, measured, ran, realEngine } from './harness.ts';

const small = filesOf('gluepipeline');
const slim = filesOf('gluepipeline:slim');
const local = filesOf('gluepipeline:local');
const all = listing(small);
const ours = [...all].filter(([path]) => /^\/(opt|workspace|home\/gluepipeline)\//.test(path));

const total = (files: Iterable<readonly [string, number]>): number =>
  [...files].reduce((sum, [, size]) => sum + size, 0);
const sizeOf = (pattern: RegExp): number => total([...all].filter(([path]) => pattern.test(path)));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

describe('what is in the default image', () => {
  it('is the bundle, its two folders and nothing else of ours', () => {
    const expected = [
      /^\/opt\/(gluepipeline\/)?$/,
      /^\/opt\/gluepipeline\/(LICENSE|gluepipeline\.cjs|process\.cjs|pack-\d+\.cjs)$/,
      // The parts of the bundle, with the digests that esbuild gives them, and the licences of what they hold.
      /^\/opt\/gluepipeline\/[\w.-]+-[A-Z0-9]{8}\.cjs(\.LEGAL\.txt)?$/,
      /^\/opt\/gluepipeline\/python\/((runner|awsglue)\/)?$/,
      /^\/opt\/gluepipeline\/python\/runner\/(launch|watch|watch_container)\.py$/,
      /^\/opt\/gluepipeline\/python\/awsglue\/\w+\.py$/,
      /^\/opt\/gluepipeline\/templates\/$/,
      /^\/opt\/gluepipeline\/templates\/[\w-]+\/((scripts|data)\/)?$/,
      /^\/opt\/gluepipeline\/templates\/[\w-]+\/(template\.json|[\w.]+\.md|scripts\/\w+\.py|data\/\w+\.csv)$/,
      /^\/opt\/gluepipeline\/templates\/github\/[\w-]+\.yml$/,
      /^\/workspace\/$/,
      /^\/home\/gluepipeline\/$/,
    ];
    const strangers = ours.map(([path]) => path).filter((path) => !expected.some((pattern) => pattern.test(path)));
    expect(strangers).toEqual([]);
    expect(ours.length).toBeGreaterThan(40);
  });

  it('has no source map, no test, no cache, no manifest of a package', () => {
    const wrong = ours.filter(([path]) =>
      /\.map$|\.tsx?$|test|__pycache__|node_modules|\.cache|package(-lock)?\.json|npmrc|\.env/.test(path),
    );
    expect(wrong).toEqual([]);
    const mapped = ours.filter(
      ([path]) => /\.[cm]js$/.test(path) && readFileSync(join(small, path), 'utf8').includes('sourceMappingURL=data'),
    );
    expect(mapped).toEqual([]);
  });

  it('has no shell, no package manager and no npm, nor have its bases', () => {
    const programs =
      /\/(sh|bash|dash|busybox|apt|apt-get|dpkg|apk|npm|npx|yarn|corepack|pip3?|python3?|perl|curl|wget)$/;
    expect([...all.keys()].filter((path) => programs.test(path) && /\/s?bin\//.test(path))).toEqual([]);
    expect([...all.keys()].filter((path) => path.includes('/node_modules/'))).toEqual([]);
  });

  it('has nothing that looks like a secret', () => {
    const secret = /AKIA[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|_authToken|npm_[A-Za-z0-9]{36}/;
    const texts = ours.filter(([path]) => !path.endsWith('/')).map(([path]) => path);
    // The rule that finds keys in a config names their form; it holds none.
    expect(texts.filter((path) => secret.test(readFileSync(join(small, path), 'utf8')))).toEqual([]);
    expect(JSON.stringify(configOf('gluepipeline'))).not.toMatch(/AWS_|TOKEN|PASSWORD/);
  });

  it('can be written to by nobody but root, except where users work', () => {
    const open = ours.filter(([path]) => (statSync(join(small, path)).mode & 0o022) !== 0).map(([path]) => path);
    expect(open).toEqual(['/home/gluepipeline/', '/workspace/']);
    expect(new Set(ours.map(([path]) => statSync(join(small, path)).uid))).toEqual(new Set([0]));
  });
});

describe('what the images say of themselves', () => {
  it.each(['gluepipeline', 'gluepipeline:slim', 'gluepipeline:local'])('%s: user, folder, volume, labels', (image) => {
    const { User, WorkingDir, Volumes, Env, Cmd, Labels } = configOf(image);
    expect({ User, WorkingDir, Volumes, Cmd }).toEqual({
      User: '10001:10001',
      WorkingDir: '/workspace',
      Volumes: { '/workspace': {} },
      Cmd: ['--help'],
    });
    expect(Env).toEqual(expect.arrayContaining(['GLUE_CONFIG=/workspace', 'HOME=/home/gluepipeline']));
    const names = ['title', 'description', 'licenses', 'version', 'revision', 'created'];
    names.forEach((name) => expect(Labels[`org.opencontainers.image.${name}`]).toMatch(/\S/));
  });
});

describe('the size', () => {
  it('is small, and is what is printed', () => {
    const parts = {
      node: sizeOf(/^\/nodejs\//),
      'libc and libstdc++': sizeOf(/^\/(usr\/)?lib(64)?\//),
      certificates: sizeOf(/^\/etc\/ssl\//),
      'time zones': sizeOf(/^\/usr\/share\/zoneinfo\//),
      'our layers': total(ours),
    };
    const whole = { default: total(all), slim: total(listing(slim)), local: total(listing(local)) };
    const bases = realEngine ? 'on the real bases' : 'on stand-ins; Node without its symbols in the default one';
    measured(
      [
        `size, uncompressed, ${bases}:`,
        ...Object.entries(whole).map(
          ([name, size]) => `  ${name.padEnd(20)} ${megabytes(size)}, ${((100 * size) / 404e6).toFixed(0)} % of 404 MB`,
        ),
        'of the default:',
        ...Object.entries(parts).map(([name, size]) => `  ${name.padEnd(20)} ${megabytes(size)}`),
      ].join('\n'),
    );
    expect(parts['our layers']).toBeGreaterThan(1e6);
    expect(parts['our layers']).toBeLessThanOrEqual(3e6);
    expect(whole.default).toBeLessThanOrEqual(realEngine ? 150e6 : 130e6);
    if (!realEngine) {
      expect(whole.slim).toBeLessThanOrEqual(235e6);
    }
  });

  it('comes from the very bundle that a build outside makes', () => {
    const outside = folderOf(0);
    const bundler = fileURLToPath(new URL('../../../cli/esbuild.config.mjs', import.meta.url));
    expect(ran(process.execPath, [bundler, outside])).toMatchObject({ exitCode: 0 });
    const contents = (folder: string): [string, string][] =>
      [...listing(folder).keys()]
        .filter((path) => !path.endsWith('/') && path !== '/LICENSE')
        .map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
    expect(contents(join(small, 'opt/gluepipeline'))).toEqual(contents(outside));
  }, 60_000);
});
