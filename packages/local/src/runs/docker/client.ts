import { execFile, spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Docker that is not there, or does not answer. */
export class NoDockerError extends Error {
  readonly kind: 'not-installed' | 'not-running';

  constructor(kind: NoDockerError['kind'], message: string) {
    super(message);
    this.name = 'NoDockerError';
    this.kind = kind;
  }
}

/** An environment, as `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the `docker` command needs to find its engine; the rest stays outside when it starts a container. */
const ofClient = [
  'PATH',
  'HOME',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
  'DOCKER_API_VERSION',
  'DOCKER_DEFAULT_PLATFORM',
  'SSH_AUTH_SOCK',
  'XDG_RUNTIME_DIR',
];

/** So long an answer of the engine is waited for, in milliseconds. */
const patience = 60_000;

/** The `docker` command of this machine, with an engine that answered. */
export class Docker {
  /** How containers reach this machine's loopback: as their own, or by a name that leads there. */
  readonly network: 'host' | 'gateway';
  readonly #environment: Environment;

  private constructor(network: Docker['network'], environment: Environment) {
    this.network = network;
    this.#environment = environment;
  }

  /** Throws a NoDockerError where there is no command of that name, or no engine behind it. */
  static async find(environment: Environment, platform: NodeJS.Platform = process.platform): Promise<Docker> {
    const { code, output, errors } = await call(['info', '--format', '{{.OperatingSystem}}'], environment, patience);
    if (code === 'ENOENT' || code === 'EACCES') {
      throw new NoDockerError('not-installed', 'there is no command "docker" in PATH');
    }
    // Up to 28.1 it ends with 0 though there is no engine, and tells nothing of one (docker/cli#5900).
    if (code !== 0 || output === '') {
      throw new NoDockerError('not-running', await whyNot(code, errors, environment));
    }
    // Docker Desktop keeps its engine in a virtual machine, whose loopback is not this machine's.
    const own = platform === 'linux' && !output.startsWith('Docker Desktop');
    return new Docker(own ? 'host' : 'gateway', environment);
  }

  /** Whether the image is on this machine. */
  async has(image: string): Promise<boolean> {
    return (await call(['image', 'inspect', '--format', '{{.Id}}', image], this.#environment, patience)).code === 0;
  }

  /** Brings the image here, line by line; the reason where that fails. Ends with the signal. */
  async pull(image: string, onLine: (line: string) => void, signal: AbortSignal): Promise<string | undefined> {
    // In a group of its own: Ctrl-C is for us, who then stop what waits for the image.
    const child = spawn('docker', ['pull', image], { env: this.#environment, stdio: 'pipe', signal, detached: true });
    let last = '';
    const lines = [child.stdout, child.stderr].map(async (stream) => {
      for await (const line of createInterface(stream)) {
        last = line.trim() === '' ? last : line.trim();
        onLine(line);
      }
    });
    const code = await ended(child);
    await Promise.all(lines);
    return code === 0 ? undefined : last === '' ? `docker pull ended with ${code}` : last;
  }

  /** Starts `docker` as the leader of a group of its own, with no more of this environment than it needs itself. */
  start(argv: readonly string[], environment: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
    const kept = Object.fromEntries(ofClient.map((name) => [name, this.#environment[name]]));
    return spawn('docker', [...argv], { env: { ...kept, ...environment }, detached: true, stdio: 'pipe' });
  }

  /** The containers with a label, running or not. */
  async labelled(label: string): Promise<readonly string[]> {
    const { output } = await call(['ps', '-aq', '--filter', `label=${label}`], this.#environment, patience);
    return output.split(/\s+/).filter((id) => id !== '');
  }

  /** Ends and removes containers; those that are gone are gone. */
  async remove(...names: readonly string[]): Promise<void> {
    if (names.length > 0) {
      await call(['rm', '-f', ...names], this.#environment, patience);
    }
  }
}

interface Called {
  readonly code: number | string;
  readonly output: string;
  readonly errors: string;
}

function call(argv: readonly string[], environment: Environment, timeout: number): Promise<Called> {
  return new Promise((resolve) => {
    execFile('docker', argv, { env: environment, timeout, encoding: 'utf8' }, (error, output, errors) => {
      const code = error == null ? 0 : (error.code ?? error.signal ?? 'nothing');
      resolve({ code, output: output.trim(), errors });
    });
  });
}

function ended(child: ChildProcessWithoutNullStreams): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.name));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
}

/** Why the engine does not answer: `docker info` before 23 says nothing of it, other commands do (docker/cli#3594). */
async function whyNot(code: Called['code'], errors: string, environment: Environment): Promise<string> {
  if (code === 'SIGTERM') {
    return `docker did not answer in ${patience / 1000} seconds`;
  }
  const asked = await call(['ps', '--quiet'], environment, patience);
  return lastLine(asked.errors) ?? lastLine(errors) ?? `docker info ended with ${code}`;
}

/** The last line that says anything. */
function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .at(-1);
}
