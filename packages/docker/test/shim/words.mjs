import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { show } from '../../tools/engine.mjs';
import { runContainer } from './container.mjs';
import { imageId, tagImage } from './images.mjs';

const imageTool = fileURLToPath(new URL('../../tools/image.mjs', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** `docker build`: builds the target for real, unless this run has built it already, and names it as asked. */
export function buildOf(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      file: { type: 'string', short: 'f' },
      tag: { type: 'string', short: 't', multiple: true },
      target: { type: 'string' },
    },
  });
  if (
    resolve(positionals[0] ?? '') !== resolve(root) ||
    resolve(values.file ?? '') !== resolve(root, 'packages/docker/Dockerfile')
  ) {
    throw new Error('the image is built with -f packages/docker/Dockerfile, from the root of the repository');
  }
  buildTarget(values.target ?? 'small');
  (values.tag ?? []).forEach((tag) => tagImage(`gluepipeline:${values.target ?? 'small'}`, tag));
}

/** Builds a target with buildah; where GLUEPIPELINE_BUILT says that it was built a moment ago, that image is taken. */
export function buildTarget(target) {
  if (process.env.GLUEPIPELINE_BUILT !== 'yes' || !imageId(`gluepipeline:${target}`)) {
    show(process.execPath, [imageTool, target, '--engine', 'buildah']);
  }
}

/** `docker run`. */
export async function runOf(words) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const options = {
    ...{ rm: flag, init: flag, interactive: { ...flag, short: 'i' }, tty: { ...flag, short: 't' }, 'read-only': flag },
    ...{
      user: { ...text, short: 'u' },
      workdir: { ...text, short: 'w' },
      entrypoint: text,
      network: text,
      tmpfs: { ...text, multiple: true },
    },
    ...{ env: { ...text, short: 'e', multiple: true }, volume: { ...text, short: 'v', multiple: true } },
  };
  const first = firstWord(words, options);
  const { values } = parseArgs({ args: words.slice(0, first), options });
  const [image, ...rest] = words.slice(first);
  return runContainer({
    image,
    words: rest,
    user: values.user,
    env: environmentOf(values.env ?? []),
    binds: (values.volume ?? []).map(bindOf),
    readOnly: values['read-only'] ?? false,
    tmpfs: values.tmpfs ?? [],
    entrypoint: values.entrypoint == null ? undefined : [values.entrypoint],
    workdir: values.workdir,
  });
}

/** Where the options of docker end and the image stands. */
function firstWord(words, options) {
  const takesValue = new Set(
    Object.entries(options).flatMap(([name, { type, short }]) => (type === 'string' ? [`--${name}`, `-${short}`] : [])),
  );
  let at = 0;
  while (words[at]?.startsWith('-')) {
    at += takesValue.has(words[at]) ? 2 : 1;
  }
  return at;
}

/** `NAME=value`, or a name alone, whose value is then this process's. */
export function environmentOf(entries) {
  const pairs = entries.map((entry) => {
    const mark = entry.indexOf('=');
    return mark < 0 ? [entry, process.env[entry]] : [entry.slice(0, mark), entry.slice(mark + 1)];
  });
  return Object.fromEntries(pairs.filter(([, value]) => value != null));
}

function bindOf(text) {
  const [source, target, mode] = text.split(':');
  // As Docker does, to the grief of many.
  if (!existsSync(source)) {
    mkdirSync(source, { recursive: true });
  }
  return { source: resolve(source), target, readOnly: mode === 'ro' };
}
