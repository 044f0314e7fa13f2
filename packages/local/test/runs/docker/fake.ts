import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../scratch.ts';

const program = fileURLToPath(new URL('fake-docker.py', import.meta.url));

/** The image for Glue 5.0. */
export const image5 = 'public.ecr.aws/glue/aws-glue-libs:5';

interface Call {
  readonly argv: readonly string[];
  readonly environment: Record<string, string>;
  /** Whether it is the first of a group of its own, which Ctrl-C does not reach. */
  readonly leads: boolean;
}

/** A `docker` on a PATH, whose engine and images are files. */
export interface FakeDocker {
  readonly environment: Readonly<Record<string, string>>;
  /** Makes the engine so, or no longer. */
  be(
    what: 'down' | 'new' | 'desktop' | 'pull-fails' | 'pull-waits' | 'ps-waits' | 'run-fails' | 'isolated',
    yes?: boolean,
  ): void;
  /** What it was called with; `first` is its first word. */
  calls(first: string): readonly Call[];
  /** The names of the containers that are there. */
  containers(): readonly string[];
  /** Puts a container there that nobody holds. */
  leave(name: string, label: string, pid: number): void;
}

/** With these images on the machine. */
export function fakeDocker(images: readonly string[] = [image5]): FakeDocker {
  const folder = scratchFolder();
  const beside = (name: string): string => path.join(folder, name);
  copyFileSync(program, beside('docker'));
  chmodSync(beside('docker'), 0o755);
  writeFileSync(beside('images'), images.map((image) => `${image}\n`).join(''));
  mkdirSync(beside('containers'));
  mkdirSync(path.join(folder, 'image', 'awsglue'), { recursive: true });
  writeFileSync(path.join(folder, 'image', 'awsglue', '__init__.py'), 'ORIGIN = "image"\n');
  return {
    environment: {
      PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}`,
      HOME: folder,
      DOCKER_DEFAULT_PLATFORM: 'linux/amd64',
      AWS_ACCESS_KEY_ID: 'AKIAOFTHEUSER',
      AWS_SECRET_ACCESS_KEY: 'secret-of-the-user',
      AWS_SESSION_TOKEN: 'token-of-the-user',
      AWS_PROFILE: 'profile-of-the-user',
    },
    be(what, yes = true) {
      if (yes) {
        writeFileSync(beside(what), '');
      } else {
        rmSync(beside(what));
      }
    },
    calls(first) {
      const file = beside('calls.jsonl');
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
      return lines.map((line) => JSON.parse(line) as Call).filter(({ argv }) => argv[0] === first);
    },
    containers: () => readdirSync(beside('containers')),
    leave(name, label, pid) {
      writeFileSync(path.join(beside('containers'), name), JSON.stringify({ pid, labels: [label] }));
    },
  };
}
