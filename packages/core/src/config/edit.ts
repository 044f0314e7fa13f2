import { applyEdits, findNodeAtLocation, type FormattingOptions, modify, parseTree } from 'jsonc-parser';
import type { YAMLSeq } from 'yaml';

import { formatOf } from './source.ts';

/** The keys of a job as they are to be written, in order. */
export type JobEntry = Readonly<Record<string, string | number | boolean>>;

/** The text with one job more at the end of `jobs`; everything else stays as the user wrote it. */
export async function addJob(file: string, text: string, job: JobEntry): Promise<string> {
  return formatOf(file) === 'yaml' ? addToYaml(text, job) : addToJson(text, job);
}

function addToJson(text: string, job: JobEntry): string {
  const formattingOptions = formattingOf(text);
  const root = parseTree(text);
  const jobs = root == null ? undefined : findNodeAtLocation(root, ['jobs']);
  const edits =
    jobs?.type === 'array'
      ? modify(text, ['jobs', -1], job, { formattingOptions, isArrayInsertion: true })
      : modify(text, ['jobs'], [job], { formattingOptions });
  return applyEdits(text, edits);
}

/** The indentation and line ends that the file has already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

async function addToYaml(text: string, job: JobEntry): Promise<string> {
  const { isSeq, parseDocument } = await import('yaml');
  const document = parseDocument(text, { keepSourceTokens: true });
  const jobs = document.get('jobs');
  const entry = document.createNode(job);
  if (isSeq(jobs)) {
    (jobs as YAMLSeq).add(entry);
  } else {
    document.set('jobs', [entry]);
  }
  const printed = document.toString({ lineWidth: 0, flowCollectionPadding: !/\{\S/.test(text) });
  return text.includes('\r\n') ? printed.replaceAll(/\r?\n/g, '\r\n') : printed;
}
