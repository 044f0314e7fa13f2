#!/usr/bin/env node
// node tools/image.mjs [target …] [--engine docker|buildah] [--no-cache] [--quiet]: builds the image, with Docker where an
// engine answers, else with buildah. Without a registry of images it is built on stand-ins for its bases, and says so.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { makeStandIns, realBases } from './bases.mjs';
import { ask, buildahWords, cacheFolder, dockerAnswers, show, succeeds } from './engine.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dockerfile = join(root, 'packages/docker/Dockerfile');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string' },
    'no-cache': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    prefix: { type: 'string', default: 'gluepipeline' },
  },
});
const targets = positionals.length === 0 ? ['small'] : positionals;
const unknown = targets.find((target) => !['small', 'slim', 'local', 'dev'].includes(target));
if (unknown != null) {
  throw new Error(`there is no target "${unknown}": small, slim, local or dev`);
}

const engine = values.engine ?? (dockerAnswers() ? 'docker' : 'buildah');
const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
const flags = [...(values['no-cache'] ? ['--no-cache'] : []), ...(values.quiet ? ['--quiet'] : [])];
const labels = facts();

if (engine === 'docker') {
  targets.forEach((target) => {
    const words = ['build', '-f', dockerfile, '--target', target, ...tagsOf(target, ''), ...labels.words];
    show('docker', [...words, '--build-arg', `SOURCE_DATE_EPOCH=${labels.epoch}`, ...flags, root], {
      env: { ...process.env, SOURCE_DATE_EPOCH: labels.epoch },
    });
  });
} else if (succeeds('buildah', ['--version'])) {
  const bases = basesForBuildah();
  const npmrc = join(cacheFolder(), 'npmrc');
  mkdirSync(cacheFolder(), { recursive: true });
  // The registry that npm is set up for here, and nothing else of its settings.
  writeFileSync(npmrc, `registry=${ask('npm', ['config', 'get', 'registry'], { cwd: root })}\n`, { mode: 0o600 });
  try {
    targets.forEach((target) => {
      const words = [
        ...buildahWords(),
        'build',
        '--isolation=chroot',
        '--layers',
        '--force-rm',
        '-f',
        dockerfile,
        '--target',
        target,
      ];
      words.push(
        '--ignorefile',
        `${dockerfile}.dockerignore`,
        '--timestamp',
        labels.epoch,
        '--secret',
        `id=npmrc,src=${npmrc}`,
      );
      words.push(...Object.entries(bases).flatMap(([name, image]) => ['--build-arg', `${name}=${image}`]));
      words.push('--build-arg', `SOURCE_DATE_EPOCH=${labels.epoch}`, ...flags);
      show('buildah', [...words, ...tagsOf(target, 'localhost/'), ...labels.words, root]);
    });
  } finally {
    rmSync(npmrc, { force: true });
  }
  console.log(`built with buildah; its images: buildah ${buildahWords().join(' ')} images`);
} else {
  throw new Error('no Docker engine answers and there is no buildah: install one of them');
}

/** `gluepipeline:<version>-<target>` and `gluepipeline:<target>`; the small one is also `:<version>` and `:latest`. */
function tagsOf(target, registry) {
  const tags = [`${version}-${target}`, target, ...(target === 'small' ? [version, 'latest'] : [])];
  return tags.flatMap((tag) => ['-t', `${registry}${values.prefix}:${tag}`]);
}

/** What the image says about itself that the Dockerfile cannot know; times come from the commit, so that they are the same every time. */
function facts() {
  const inGit = (...words) => {
    try {
      return ask('git', words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return '';
    }
  };
  const epoch = process.env.SOURCE_DATE_EPOCH || inGit('log', '-1', '--format=%ct') || '0';
  const source =
    process.env.GITHUB_REPOSITORY == null ? '' : `${process.env.GITHUB_SERVER_URL}/${process.env.GITHUB_REPOSITORY}`;
  const known = {
    version,
    revision: inGit('rev-parse', 'HEAD'),
    created: new Date(Number(epoch) * 1000).toISOString(),
    source,
    documentation: source === '' ? '' : `${source}#readme`,
  };
  const words = Object.entries(known)
    .filter(([, value]) => value !== '')
    .flatMap(([name, value]) => ['--label', `org.opencontainers.image.${name}=${value}`]);
  return { epoch, words };
}

/** The real bases where they can be had, else the stand-ins. */
function basesForBuildah() {
  const real = realBases(dockerfile);
  if (
    Object.values(real).every((image) =>
      succeeds('buildah', [...buildahWords(), 'pull', '--policy=missing', '--quiet', image]),
    )
  ) {
    return real;
  }
  console.log('the base images cannot be had here: stand-ins made from Debian packages and npm take their place');
  return makeStandIns(dockerfile);
}
