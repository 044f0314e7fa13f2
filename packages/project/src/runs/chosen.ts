import {
  didYouMean,
  type Node,
  ownWorkflow,
  type Pipeline,
  someOf,
  UserError,
  type Workflow,
} from '@gluepipeline/core';

/** What names mean. */
export interface Chosen {
  readonly workflows: readonly Workflow[];
  readonly nodes: readonly Node[];
  /** True where no name was given: then everything is meant. */
  readonly all: boolean;
}

/**
 * The workflows, jobs and crawlers that names of the config mean, those of groups included. No name means all workflows
 * and jobs; crawls are told of crawlers that are named. A name that nothing has is a UserError.
 */
export function chosenBy({ nodes, groups, workflows }: Pipeline, names: readonly string[]): Chosen {
  if (names.length === 0) {
    return { workflows, nodes: nodes.filter(({ kind }) => kind === 'job'), all: true };
  }
  const further = workflows.filter(({ name }) => name !== ownWorkflow);
  const known = [...nodes, ...groups, ...further].map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown != null) {
    const hint = didYouMean(unknown, known) ?? `known: ${someOf(known)}`;
    throw new UserError('GP603', `there is no job "${unknown}"`, hint);
  }
  const wanted = new Set([
    ...names,
    ...groups.filter(({ name }) => names.includes(name)).flatMap(({ items }) => items),
  ]);
  return {
    workflows: further.filter(({ name }) => wanted.has(name)),
    nodes: nodes.filter(({ name }) => wanted.has(name)),
    all: false,
  };
}
