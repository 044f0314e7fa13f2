import { didYouMean, type Pipeline, someOf, UserError } from '@gluepipeline/core';

/** Throws what is wrong with a name that is no job's: it is a crawler's, or nobody's. */
export function noSuchJob({ nodes }: Pipeline, name: string): never {
  const jobs = nodes.filter(({ kind }) => kind === 'job').map((job) => job.name);
  if (nodes.some((node) => node.kind === 'crawler' && node.name === name)) {
    throw new UserError('GP603', `"${name}" is a crawler, and no job`, `its crawls: gluepipeline runs --job ${name}`);
  }
  if (/^[jw]r_/.test(name)) {
    throw new UserError('GP603', `"${name}" is the id of a run, and no job`, `say --run ${name}`);
  }
  throw new UserError('GP603', `there is no job "${name}"`, didYouMean(name, jobs) ?? `jobs: ${someOf(jobs)}`);
}
