import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ask, show } from '../../tools/engine.mjs';
import { imageConfig, imageRoot } from './images.mjs';

// What Docker grants; processes of other users than root have none of it.
const capabilities =
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'
    .split(' ')
    .map((name) => `CAP_${name}`);

/**
 * Starts a container as Docker would: a process namespace of its own with the command as process 1, the image's files under
 * a layer that is forgotten, the image's user, environment and working folder unless others are named. The network is this machine's.
 */
export function makeContainer(options) {
  const {
    image,
    words = [],
    user,
    env = {},
    binds = [],
    readOnly = false,
    tmpfs = [],
    entrypoint,
    workdir,
    hosts = [],
    capDrop = [],
  } = options;
  const config = imageConfig(image);
  const bundle = mkdtempSync(join(tmpdir(), 'gluepipeline-container-'));
  const [upper, work, root] = ['upper', 'work', 'root'].map((name) => join(bundle, name));
  [upper, work, root].forEach((folder) => mkdirSync(folder, { mode: 0o755 }));
  show('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=${imageRoot(image)},upperdir=${upper},workdir=${work}`,
    root,
  ]);
  const volumes = Object.keys(config.Volumes ?? {}).filter((path) => !binds.some(({ target }) => target === path));
  const anonymous = volumes.map((target, index) => {
    const source = join(bundle, `volume-${index}`);
    mkdirSync(source);
    chmodSync(source, 0o1777);
    return { source, target };
  });
  [...binds, ...anonymous].forEach(({ target }) => mkdirSync(join(root, target), { recursive: true }));
  ['etc', 'proc', 'sys', 'dev', ...tmpfs].forEach((path) => mkdirSync(join(root, path), { recursive: true }));
  writeFileSync(
    join(root, 'etc/hosts'),
    ['127.0.0.1 localhost', ...hosts.map((name) => `127.0.0.1 ${name}`), ''].join('\n'),
  );
  if (existsSync('/etc/resolv.conf')) {
    writeFileSync(join(root, 'etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
  }

  ask('runc', ['spec'], { cwd: bundle });
  const spec = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
  const [uid, gid] = (user ?? config.User ?? '0').split(':').map(Number);
  const left = capDrop.includes('ALL') ? [] : capabilities;
  const granted = uid === 0 ? left : [];
  spec.process = {
    ...spec.process,
    terminal: false,
    user: { uid, gid: gid ?? 0 },
    args: [
      ...(entrypoint ?? config.Entrypoint ?? []),
      ...(words.length > 0 ? words : entrypoint == null ? (config.Cmd ?? []) : []),
    ],
    env: [...(config.Env ?? []), ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
    cwd: workdir ?? config.WorkingDir ?? '/',
    capabilities: { bounding: left, effective: granted, permitted: granted, inheritable: [], ambient: [] },
  };
  spec.root = { path: root, readonly: readOnly };
  spec.hostname = hosts[0] ?? 'container';
  spec.linux.namespaces = spec.linux.namespaces.filter(({ type }) => !['network', 'cgroup'].includes(type));
  spec.mounts = spec.mounts.filter(({ destination }) => destination !== '/sys/fs/cgroup' && destination !== '/sys');
  spec.mounts.push(
    ...tmpfs.map((destination) => ({
      destination,
      type: 'tmpfs',
      source: 'tmpfs',
      options: ['mode=1777', 'nosuid', 'nodev'],
    })),
  );
  const inOrder = [...binds, ...anonymous].toSorted((a, b) => a.target.length - b.target.length);
  spec.mounts.push(
    ...inOrder.map(({ source, target, readOnly: closed }) => ({
      destination: target,
      type: 'bind',
      source,
      options: ['rbind', closed === true ? 'ro' : 'rw'],
    })),
  );
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(spec));
  return { bundle, root };
}

/** Removes what makeContainer made. */
export function removeContainer({ bundle, root }) {
  spawnSync('umount', [root]);
  rmSync(bundle, { recursive: true, force: true });
}

/** Runs a container to its end, with this process's input and output; signals reach its process 1. Gives its exit code. */
export async function runContainer(options) {
  const container = makeContainer(options);
  const id = `gluepipeline-${process.pid}`;
  const child = spawn('runc', ['run', '--bundle', container.bundle, id], { stdio: 'inherit' });
  ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, () => child.kill(signal)));
  const code = await new Promise((resolve) => child.on('exit', (exit) => resolve(exit ?? 125)));
  removeContainer(container);
  return code;
}

/** Starts a container that goes on, its output to a file. */
export function startContainer(id, options, log) {
  const container = makeContainer(options);
  const out = openSync(log, 'a');
  const { status } = spawnSync('runc', ['run', '--detach', '--bundle', container.bundle, id], {
    stdio: ['ignore', out, out],
  });
  if (status !== 0) {
    removeContainer(container);
    throw new Error(`the container ${id} did not start: ${readFileSync(log, 'utf8')}`);
  }
  return container;
}

/** Whether a started container still runs. */
export function isRunning(id) {
  const { status, stdout } = spawnSync('runc', ['state', id], { encoding: 'utf8' });
  return status === 0 && JSON.parse(stdout).status === 'running';
}
