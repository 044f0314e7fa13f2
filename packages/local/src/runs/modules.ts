import path from 'node:path';
import type { ObjectReader } from '../s3/objects.ts';
import { isStoredWheel, listArgument } from './arguments.ts';
import { fetchObject } from './folder.ts';
import type { Attempt } from './prepare.ts';
import { isSpark } from './kinds.ts';

/** A wheel, and the folder that it is unpacked into before the script starts. */
export interface Wheel {
  readonly file: string;
  readonly into: string;
}

/** What a run was given beside its script, fetched; or why it cannot be. */
export type Modules =
  | {
      readonly kind: 'ready';
      /** For Python's path, in the order of the arguments. */
      readonly places: readonly string[];
      readonly wheels: readonly Wheel[];
      /** Files, by their path. */
      readonly jars: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

class Refusal extends Error {}

/** Brings everything that a run's arguments name from S3 into its folder. */
export async function fetchModules({ job, args, folder }: Attempt, objects: ObjectReader): Promise<Modules> {
  const fetched = async (argument: string, uri: string, into: string): Promise<string> => {
    const file = await fetchObject(objects, uri, into);
    if (file == null) {
      throw new Refusal(`${uri} of ${argument} does not exist in the local S3`);
    }
    return file;
  };
  const places: string[] = [];
  const wheels: Wheel[] = [];
  const code = [
    ...listArgument(args, '--extra-py-files').map((uri) => ['--extra-py-files', uri] as const),
    ...listArgument(args, '--additional-python-modules')
      .filter(isStoredWheel)
      .map((uri) => ['--additional-python-modules', uri] as const),
  ];
  try {
    for (const [index, [argument, uri]] of code.entries()) {
      // A folder each: two archives of the same name must not overwrite one another.
      const into = path.join(folder.modules, String(index));
      const file = await fetched(argument, uri, into);
      if (file.endsWith('.whl')) {
        wheels.push({ file, into: path.join(folder.unpacked, String(index)) });
      }
      places.push(file.endsWith('.py') ? into : (wheels.find((wheel) => wheel.file === file)?.into ?? file));
    }
    for (const uri of listArgument(args, '--extra-files')) {
      await fetched('--extra-files', uri, folder.work);
    }
    const jars: string[] = [];
    for (const [index, uri] of (isSpark(job) ? listArgument(args, '--extra-jars') : []).entries()) {
      jars.push(await fetched('--extra-jars', uri, path.join(folder.modules, `jar-${index}`)));
    }
    return { kind: 'ready', places, wheels, jars };
  } catch (error) {
    if (error instanceof Refusal) {
      return { kind: 'refused', reason: error.message };
    }
    throw error;
  }
}
