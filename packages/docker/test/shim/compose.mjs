import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { parse } from 'yaml';

import { interpolate } from './interpolate.mjs';
import { isRunning, removeContainer, runContainer, startContainer } from './container.mjs';
import { buildTarget, environmentOf } from './words.mjs';

/** `docker compose`: config, build, run, up, exec, logs and down of our own file. Gives the exit code. */
export async function compose(words) {
  const { file, profiles, rest } = globalOf(words);
  const [command, ...args] = rest;
  const project = read(file);
  switch (command) {
    case 'config':
      console.log(JSON.stringify(project, null, 2));
      return 0;
    case 'build':
      servicesOf(project, profiles, plain(args)).forEach((name) => buildTarget(project.services[name].build.target));
      return 0;
    case 'run': {
      const { flags, name, words: typed } = split(args, ['-e', '--env', '-u', '--user', '--entrypoint']);
      const entrypoint = flags.find(([flag]) => flag === '--entrypoint')?.[1];
      const env = environmentOf(flags.filter(([flag]) => flag === '-e' || flag === '--env').map(([, value]) => value));
      return runContainer(
        optionsOf(project, file, name, { words: typed, env, entrypoint: entrypoint && [entrypoint] }),
      );
    }
    case 'up':
      return up(project, file, servicesOf(project, profiles, plain(args)));
    case 'exec': {
      const { name, words: typed } = split(args, ['-e', '--env', '-u', '--user']);
      const { user, env } = optionsOf(project, file, name, {});
      const set = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
      return (
        spawnSync('runc', ['exec', '--user', user, '--cwd', '/workspace', ...set, idOf(name), ...typed], {
          stdio: 'inherit',
        }).status ?? 125
      );
    }
    case 'logs':
      plain(args).forEach((name) => process.stdout.write(readFileSync(logOf(name), 'utf8')));
      return 0;
    case 'down':
      Object.keys(project.services).forEach(down);
      return 0;
    default:
      throw new Error(`this stand-in for docker compose does not know: ${command}`);
  }
}

const state = join(tmpdir(), 'gluepipeline-compose');
const idOf = (name) => `gluepipeline-compose-${name}`;
const logOf = (name) => join(state, `${name}.log`);
const plain = (args) => args.filter((word) => !word.startsWith('-'));

function globalOf(words) {
  const left = [...words];
  const profiles = [];
  let file = 'docker-compose.yml';
  while (left[0]?.startsWith('-')) {
    const flag = left.shift();
    if (flag === '-f' || flag === '--file') {
      file = left.shift();
    } else if (flag === '--profile') {
      profiles.push(left.shift());
    } else {
      throw new Error(`this stand-in for docker compose does not know: ${flag}`);
    }
  }
  return { file: resolve(file), profiles, rest: left };
}

function read(file) {
  return interpolate(parse(readFileSync(file, 'utf8'), { merge: true }), process.env);
}

/** Flags with their values, the service, and what is to be run in it. */
function split(args, takeValue) {
  const flags = [];
  let at = 0;
  for (; args[at]?.startsWith('-'); at += 1) {
    flags.push(takeValue.includes(args[at]) ? [args[at], args[(at += 1)]] : [args[at]]);
  }
  return { flags, name: args[at], words: args.slice(at + 1) };
}

function servicesOf({ services }, profiles, named) {
  const active = Object.keys(services).filter((name) =>
    (services[name].profiles ?? []).every((each) => profiles.includes(each)),
  );
  return named.length > 0 ? named : active;
}

function optionsOf(project, file, name, { words = [], env = {}, entrypoint }) {
  const service = project.services[name];
  if (service == null) {
    throw new Error(`no such service: ${name}`);
  }
  const binds = service.volumes.map(({ source, target, read_only: readOnly = false, bind }) => {
    const path = source.startsWith('~') ? join(homedir(), source.slice(1)) : resolve(dirname(file), source);
    if (!existsSync(path) && bind?.create_host_path === false) {
      throw new Error(`invalid mount config for type "bind": bind source path does not exist: ${path}`);
    }
    return { source: path, target, readOnly };
  });
  return {
    image: service.image,
    words: words.length > 0 ? words : service.command,
    user: service.user,
    env: { ...environmentOf(service.environment ?? []), ...env },
    binds,
    readOnly: service.read_only ?? false,
    tmpfs: service.tmpfs ?? [],
    capDrop: service.cap_drop ?? [],
    entrypoint: entrypoint ?? service.entrypoint,
    hosts: [name, ...Object.keys(project.services).filter((other) => other !== name)],
  };
}

/** Starts services, and waits for those that say how their health is told. */
async function up(project, file, names) {
  mkdirSync(state, { recursive: true });
  for (const name of names) {
    rmSync(logOf(name), { force: true });
    const container = startContainer(idOf(name), optionsOf(project, file, name, {}), logOf(name));
    writeFileSync(join(state, `${name}.json`), JSON.stringify(container));
    const test = project.services[name].healthcheck?.test?.[1];
    const user = project.services[name].user;
    for (let tries = 0; test != null; tries += 1) {
      if (
        spawnSync('runc', ['exec', '--user', user, '--cwd', '/workspace', idOf(name), 'sh', '-c', test]).status === 0
      ) {
        break;
      }
      if (tries === 30 || !isRunning(idOf(name))) {
        throw new Error(`${name} is not healthy: ${readFileSync(logOf(name), 'utf8')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return 0;
}

function down(name) {
  const kept = join(state, `${name}.json`);
  if (!existsSync(kept)) {
    return;
  }
  spawnSync('runc', ['kill', idOf(name), 'TERM']);
  const end = Date.now() + 10_000;
  while (isRunning(idOf(name)) && Date.now() < end) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  spawnSync('runc', ['delete', '--force', idOf(name)]);
  removeContainer(JSON.parse(readFileSync(kept, 'utf8')));
  rmSync(kept);
}
