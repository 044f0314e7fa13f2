import { invariant } from '../errors.ts';
import type { FileFacts, Files } from '../pipeline/files.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { artifactKey } from './artifact.ts';
import type { ResourceOf } from './resource.ts';

/** The artifacts that local paths of a config become, each once: files as they are, folders as one zip; `files` holds every path. */
export function artifactsOf(
  pipeline: Pipeline,
  bucket: string,
  paths: Iterable<string>,
  files: Files,
): ResourceOf<'artifact'>[] {
  const { kmsKey } = pipeline.artifacts;
  const byKey = new Map<string, ResourceOf<'artifact'>>();
  for (const path of paths) {
    const { sha256 } = presentFacts(files, path);
    const name = keyFor(pipeline, path, files);
    const definition = { bucket, sha256, path, ...(kmsKey == null ? {} : { kmsKey }) };
    byKey.set(name, { kind: 'artifact', name, label: path, tags: {}, definition });
  }
  return [...byKey.values()];
}

/** The s3:// address that the artifact of a local path has: what goes into a job. */
export function artifactUri(pipeline: Pipeline, bucket: string, path: string, files: Files): string {
  return `s3://${bucket}/${keyFor(pipeline, path, files)}`;
}

/** Glue knows a Python archive by its ending (Glue developer guide, aws-glue-programming-etl-glue-arguments), and so do people. */
function keyFor(pipeline: Pipeline, path: string, files: Files): string {
  const facts = presentFacts(files, path);
  return artifactKey(pipeline, facts.kind === 'folder' ? `${folderName(path)}.zip` : path, facts.sha256);
}

/** The last part that says something: `libs/common/` and `libs/common/.` are both `common`. */
function folderName(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const last = parts.at(-1);
  return last == null || last === '..' ? 'code' : last;
}

function presentFacts(files: Files, path: string): Exclude<FileFacts, { kind: 'missing' }> {
  const facts = files[path];
  invariant(facts != null && facts.kind !== 'missing', `${path} was validated, so it was read`);
  return facts;
}
