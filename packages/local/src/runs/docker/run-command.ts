/** A folder of this machine as a container sees it. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a container is made of. */
export interface Container {
  readonly image: string;
  readonly name: string;
  readonly label: string;
  readonly network: 'host' | 'gateway';
  readonly mounts: readonly Mount[];
  /** Variables that `docker` takes out of its own environment: values on a command line can be seen by everybody. */
  readonly variables: readonly string[];
  /** Absent where the watcher makes one. */
  readonly workFolder: string | undefined;
  readonly command: readonly string[];
}

/**
 * The words behind `docker`. The standard input stays open as long as whoever starts it lives. The image's own
 * entry point, a login shell, makes the environment; `-c` is how AWS's documentation gives it another command than
 * `spark-submit`, and the command's words reach it as they are.
 */
export function runCommand(container: Container): readonly string[] {
  return [
    'run',
    '--rm',
    '--init',
    '--interactive',
    ...['--name', container.name],
    ...['--label', container.label],
    ...(container.network === 'host' ? ['--network', 'host'] : []),
    ...container.mounts.flatMap((mount) => ['--mount', mountText(mount)]),
    ...container.variables.flatMap((name) => ['--env', name]),
    ...(container.workFolder == null ? [] : ['--workdir', container.workFolder]),
    container.image,
    ...['-c', 'exec "$0" "$@"', ...container.command],
  ];
}

/** Where a container reaches an address of this machine's loopback. */
export function addressInside(url: string, network: Container['network']): string {
  const address = new URL(url);
  // An address of its own, such as `local start --host` gives, is the same from everywhere.
  if (network === 'host' || !['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)) {
    return url;
  }
  address.hostname = gatewayName;
  return address.origin;
}

/** The name by which Docker Desktop leads to this machine. */
export const gatewayName = 'host.docker.internal';

/** Docker reads a mount as a line of CSV. */
function mountText({ source, target, readOnly }: Mount): string {
  const fields = ['type=bind', `source=${source}`, `target=${target}`, ...(readOnly ? ['readonly'] : [])];
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
