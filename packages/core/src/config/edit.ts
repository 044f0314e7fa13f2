import { formatOf } from './source.ts';

/** The keys of a job as they are to be written, in order. */
export type JobEntry = Readonly<Record<string, string | number | boolean>>;

/** The text with one job more at the end of `jobs`; everything else stays as the user wrote it, to the byte. */
export async function addJob(file: string, text: string, job: JobEntry): Promise<string> {
  if (formatOf(file) === 'yaml') {
    const { addJobToYaml } = await import('./edit-yaml.ts');
    return addJobToYaml(text, job);
  }
  const { addJobToJson } = await import('./edit-json.ts');
  return addJobToJson(text, job);
}
