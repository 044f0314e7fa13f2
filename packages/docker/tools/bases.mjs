import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ask, buildahWords, show } from './engine.mjs';

// Stand-ins for the base images where no registry of images is at hand: the same parts, from Debian's packages and npm.
// They have the paths, the user, the environment and about the size of the real ones. What they lack is said in
// docs/decisions/0010-container.md.

/** Names of the stand-ins in the storage of buildah. */
export const standIns = {
  BUILD_IMAGE: 'localhost/stand-in/build',
  SLIM_IMAGE: 'localhost/stand-in/slim',
  SMALL_IMAGE: 'localhost/stand-in/small',
};

const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** Documents are in the real ones neither, and a file system that can be made again needs no fsync. */
const debianWords = [
  '--quiet',
  '--dpkgopt=force-unsafe-io',
  ...['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
  '--dpkgopt=path-include=/usr/share/doc/*/copyright',
];

/** With /usr merged from the start: merging it afterwards brings all of Perl along. */
const merged = ['--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr', '--include=usr-is-merged'];

/** What comes along with the packages of the small one, and what Node does without: it has its own OpenSSL and character sets. */
const surplus = [
  ...[
    'etc/apt',
    'etc/dpkg',
    'etc/ca-certificates',
    'var/lib/apt',
    'var/lib/dpkg',
    'var/cache',
    'var/log',
    'boot',
    'dev',
  ],
  ...[
    'usr/bin',
    'usr/sbin',
    'bin',
    'sbin',
    'usr/lib/apt',
    'usr/lib/dpkg',
    'usr/lib/ssl',
    'usr/share/perl5',
    'usr/share/debconf',
  ],
  ...['usr/share/ca-certificates', 'usr/share/gdb', 'usr/share/gcc', 'usr/share/lintian', 'usr/share/pixmaps'],
  ...['gconv', 'libssl.so.3', 'libcrypto.so.3', 'engines-3', 'ossl-modules'].map(
    (name) => `usr/lib/${triplet()}/${name}`,
  ),
];

/** The folder of the libraries of this processor. */
function triplet() {
  return `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
}

/** The bases that the Dockerfile names, by build argument. Older buildahs do not find them through the stages' names. */
export function realBases(dockerfile) {
  const text = readFileSync(dockerfile, 'utf8');
  const stages = new Map([...text.matchAll(/^FROM (\S+:\S+) AS (\S+)$/gm)].map(([, image, stage]) => [stage, image]));
  const names = [...text.matchAll(/^ARG (\w+_IMAGE)=(\S+)$/gm)];
  return Object.fromEntries(names.map(([, name, stage]) => [name, stages.get(stage)]));
}

/** Makes the stand-ins that are missing, with the Node that the Dockerfile names. Needs root, mmdebstrap and buildah. */
export function makeStandIns(dockerfile) {
  const version = /^node:(\d+\.\d+\.\d+)-/.exec(realBases(dockerfile).SLIM_IMAGE ?? '')?.[1];
  if (version == null) {
    throw new Error('SLIM_IMAGE of the Dockerfile names no exact version of Node');
  }
  const recipe = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .update(version)
    .digest('hex')
    .slice(0, 12);
  const images = Object.fromEntries(Object.entries(standIns).map(([name, image]) => [name, `${image}:${recipe}`]));
  if (Object.values(images).every((image) => known(image))) {
    return images;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'gluepipeline-bases-'));
  try {
    const node = fromNpm(scratch, `node-linux-${process.arch}`, version);
    makeSmall(scratch, images.SMALL_IMAGE, node);
    makeSlim(scratch, images.SLIM_IMAGE, node);
    makeBuild(images.BUILD_IMAGE, images.SLIM_IMAGE);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return images;
}

const buildah = (...words) => ask('buildah', [...buildahWords(), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });

function known(image) {
  try {
    return ask('buildah', [...buildahWords(), 'images', '--quiet', image], { stdio: 'pipe' }) !== '';
  } catch {
    return false;
  }
}

/** The folder of a package, as the registry that npm is set up for has it. */
function fromNpm(scratch, name, version) {
  const folder = mkdtempSync(join(scratch, 'npm-'));
  ask('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`]);
  show('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder]);
  return join(folder, 'package');
}

/** Debian's release of this machine, so that its own packages and mirror are used. */
const release = () => /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];

/** Like distroless: what Node links to, certificates, time zones, a user, and neither shell nor package manager. */
function makeSmall(scratch, image, node) {
  const root = join(scratch, 'small');
  const packages = 'libc6,libstdc++6,libgcc-s1,base-files,netbase,tzdata,ca-certificates';
  debian(['--variant=extract', `--include=${packages}`, release(), root]);
  const roots = ask('sh', ['-c', 'cat "$1"/usr/share/ca-certificates/mozilla/*.crt', 'sh', root]);
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  writeFileSync(join(root, certificates), `${roots}\n`);
  surplus.forEach((path) => rmSync(join(root, path), { recursive: true, force: true }));
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnonroot:x:65532:\n');
  mkdirSync(join(root, 'nodejs/bin'), { recursive: true });
  // Without its symbols, as Debian packages its programs.
  show('strip', ['--strip-all', '-o', join(root, 'nodejs/bin/node'), join(node, 'bin/node')]);
  chmodSync(join(root, 'tmp'), 0o1777);
  commit(image, root, ['--user=65532', '--entrypoint=["/nodejs/bin/node"]', `--env=SSL_CERT_FILE=${certificates}`]);
}

/** Like node's slim image: Debian with a shell and apt, Node and npm under /usr/local, no certificates. */
function makeSlim(scratch, image, node) {
  const root = join(scratch, 'slim');
  debian(['--variant=minbase', ...merged, '--include=tzdata', release(), root]);
  cpSync(join(node, 'bin/node'), join(root, 'usr/local/bin/node'));
  const npm = fromNpm(scratch, 'npm', ask('npm', ['--version']));
  cpSync(npm, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
  show('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm')]);
  commit(image, root, ['--user=0', '--entrypoint=["node"]']);
}

/** The one that builds also trusts what this machine trusts, as the base image of a company would. */
function makeBuild(image, from) {
  const container = buildah('from', from);
  if (existsSync(certificates)) {
    buildah('copy', container, certificates, certificates);
    buildah('config', `--env=NODE_EXTRA_CA_CERTS=${certificates}`, container);
  }
  buildah('commit', '--quiet', '--rm', container, image);
}

/** Debian's packages in a folder, from the mirror that mmdebstrap takes by itself. What it says is shown where it fails. */
function debian(words) {
  const { status, stdout, stderr } = spawnSync('mmdebstrap', [...debianWords, ...words], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`mmdebstrap failed: ${stdout}${stderr}`);
  }
}

function commit(image, root, config) {
  const container = buildah('from', 'scratch');
  buildah('add', '--quiet', container, root, '/');
  buildah('config', '--env=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...config, container);
  buildah('commit', '--quiet', '--rm', container, image);
}
