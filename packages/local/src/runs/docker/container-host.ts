import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Arguments } from '../../glue/records.ts';
import { annotate } from '../annotate.ts';
import { isStoredWheel, listArgument, toArgv } from '../arguments.ts';
import { endpointEnvironment } from '../environment.ts';
import type { Fetched, Host, Launch, RunFile } from '../host.ts';
import type { Attempt, Surroundings } from '../prepare.ts';
import { startContainer } from './container-process.ts';
import type { Containers } from './containers.ts';
import { imageOf, versionsWithImage } from './images.ts';
import type { Image } from './images.ts';
import { addressInside, gatewayName, runCommand } from './run-command.ts';
import { inside, openFolder, runnerFolder, seen } from './run-folder.ts';
import { pysparkArguments } from './spark.ts';

/** AWS's image of the job's Glue version, as soon as it is on this machine. */
export async function inContainer(
  attempt: Attempt,
  around: Surroundings,
  containers: Containers,
  signal: AbortSignal,
): Promise<Host> {
  const { job, folder } = attempt;
  const image = imageOf(job.GlueVersion);
  if (image == null) {
    const what = job.GlueVersion == null ? 'a job without a Glue version' : `Glue ${job.GlueVersion}`;
    const reason = `no image of AWS is known for ${what}, only for ${versionsWithImage}`;
    return { kind: 'refused', reason: `${reason}: run it with --runner script, or change its glue_version` };
  }
  const log = annotate(folder.errorLog, around.now ?? Date.now);
  const problem = await containers.ensure(image.name, log.say, signal);
  await log.written();
  if (problem != null) {
    return { kind: 'refused', reason: `the image ${image.name} could not be pulled: ${problem}` };
  }
  return { kind: 'ready', launch: (fetched) => launch(attempt, around, containers, image, fetched) };
}

async function launch(
  attempt: Attempt,
  around: Surroundings,
  containers: Containers,
  image: Image,
  fetched: Fetched,
): Promise<Launch> {
  const { args, folder } = attempt;
  const { workingFolder: project } = around;
  const shared = project != null && listArgument(args, '--extra-files').length === 0 ? project : undefined;
  await writeFile(folder.runFile, JSON.stringify(runFile(attempt, fetched, shared == null)), { mode: 0o600 });
  await openFolder(folder, around.pythonFolder);

  const { network } = containers;
  const address = addressInside(around.endpoint.url, network);
  const noProxy = `localhost,127.0.0.1,${gatewayName}`;
  const jars = fetched.modules.jars.map((jar) => seen(folder, jar));
  const environment = {
    ...endpointEnvironment({ ...around.endpoint, url: address }),
    ...image.environment(args['--datalake-formats']),
    // Docker's own settings may hand a container a proxy, which does not lead here.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    SPARK_LOCAL_IP: '127.0.0.1',
    PYSPARK_SUBMIT_ARGS: pysparkArguments(address, around.endpoint.region, jars),
  };
  const name = `gluepipeline-${path.basename(folder.root)}`;
  const runner = seen(folder, runnerFolder(folder));
  return {
    kind: 'ready',
    notes: notes(args, attempt.job.GlueVersion, image),
    start(output) {
      const argv = runCommand({
        image: image.name,
        name,
        label: containers.label,
        network,
        mounts: [
          { source: folder.root, target: inside.run, readOnly: true },
          { source: folder.notes, target: inside.notes, readOnly: false },
          ...(shared == null ? [] : [{ source: shared, target: image.workspace, readOnly: false }]),
        ],
        variables: Object.keys(environment),
        workFolder: shared == null ? undefined : image.workspace,
        command: [
          'python3',
          ...[`${runner}/watch_container.py`, String(output.grace / 1000)],
          ...[`${runner}/launch.py`, seen(folder, folder.runFile)],
        ],
      });
      const startedFile = path.join(folder.notes, 'started');
      return startContainer({ containers, name, environment, startedFile, argv }, output);
    },
  };
}

/** What the watcher and the launcher read, with the paths of the container. */
function runFile({ args, folder }: Attempt, { script, modules }: Fetched, alone: boolean): RunFile {
  const at = (file: string): string => seen(folder, file);
  const packages = listArgument(args, '--additional-python-modules').filter((item) => !isStoredWheel(item));
  const installed = `${inside.own}/installed`;
  return {
    script: at(script),
    argv: toArgv(args),
    failure: `${inside.notes}/failure.json`,
    owned: [folder.script, folder.modules, folder.unpacked].map(at),
    wheels: modules.wheels.map(({ file, into }) => ({ file: at(file), into: at(into) })),
    places: [...modules.places.map(at), ...(packages.length > 0 ? [installed] : [])],
    install:
      packages.length === 0
        ? null
        : { packages, options: words(args['--python-modules-installer-option']), into: installed },
    started: `${inside.notes}/started`,
    work: alone ? { folder: `${inside.own}/work`, files: at(folder.work) } : null,
  };
}

const words = (text = ''): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Differences between here and AWS that a reader of the error log should know, one line each. */
function notes(args: Arguments, version: string | undefined, image: Image): readonly string[] {
  return [
    ...(version === image.version
      ? []
      : [`runs in AWS's image for Glue ${image.version}: of ${version ?? ''} AWS names none`]),
    ...(args['--user-jars-first'] === 'true'
      ? ["--user-jars-first is not used: --extra-jars come after Spark's own"]
      : []),
    ...(args['--job-bookmark-option'] === 'job-bookmark-enable'
      ? ["job bookmarks are not known to AWS's image: everything is read"]
      : []),
  ];
}
