import type { Pipeline } from '../pipeline/pipeline.ts';
import type { FieldMap } from './field.ts';

/** An uploaded file: where it goes and what it holds. */
export interface ArtifactDefinition {
  readonly bucket: string;
  /** Hex; the content is the truth, the key only repeats it. */
  readonly sha256: string;
  /** The path in the project that it is uploaded from; "" for one that was only seen in the bucket. */
  readonly path: string;
  /**
   * The KMS key that an upload is encrypted with; without one, the bucket's own encryption. Not compared: what lies in
   * the bucket keeps the key that it was written with.
   */
  readonly kmsKey?: string;
}

/**
 * Where a script goes in the bucket: under its own digest, so that a changed script is a changed job and an old
 * deployment can be restored exactly. The file name stays readable in the Glue console.
 */
export function artifactKey(pipeline: Pipeline, path: string, sha256: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return `${artifactPrefix(pipeline)}${sha256}/${file}`;
}

/** The part of the bucket that holds the uploaded files of one stack. */
export function artifactPrefix(pipeline: Pipeline): string {
  return artifactFolder(stackPrefix(pipeline));
}

/** The folder of uploaded files in the part of the bucket that a stack has. */
export function artifactFolder(prefix: string): string {
  return `${prefix}scripts/`;
}

/** The part of the bucket that belongs to one stack. */
export function stackPrefix(pipeline: Pipeline): string {
  const prefix = pipeline.artifacts.prefix;
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return `${folder}${pipeline.name}/${pipeline.environment}/`;
}

/** The fields of an artifact: what is stored under the key. */
export function artifactFields(definition: ArtifactDefinition): FieldMap {
  return { content: definition.sha256 };
}

/** Every SHA-256 in hex that a value holds anywhere. */
export function digestsIn(value: unknown): Set<string> {
  return new Set(JSON.stringify(value).match(/[0-9a-f]{64}/g));
}
