import type { Named } from '../../config/naming.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';
import { isSameForAll, templates } from './support/templates.ts';

const jobs = jobsExample(jobLine('extract', undefined), jobLine('load', undefined));

/** A template that calls several things alike. */
export const sameNames: Rule = {
  code: 'GP280',
  severity: 'error',
  title: 'one name for everything',
  explanation:
    'A template of `naming` without `${name}` gives the same name to everything of its kind, and a name is there once in an account and Region. Only what there is once may be named so.',
  bad: withTop(jobs, '"naming": { "job": "${pipeline_name}-job" }'),
  good: withTop(jobs, '"naming": { "job": "${pipeline_name}-${name}" }'),
  keys: ['naming'],
  check: (input) =>
    templates(input.config).flatMap(({ path, template, kinds }): Finding[] => {
      const [kind, count] = kinds.map((each) => [each, unnamed(input, each)] as const).find(([, how]) => how > 1) ?? [
        'job',
        0,
      ];
      return count > 1 && isSameForAll(template)
        ? [
            {
              path,
              message: `all ${count} ${kind}s would be called alike: "${template}" holds no \${name}`,
              hint: 'add ${name}',
            },
          ]
        : [];
    }),
};

/** How many of a kind have no name of their own. */
function unnamed({ pipeline, config }: RuleInput, kind: Named): number {
  if (kind === 'trigger') {
    return pipeline.triggers.filter(({ named }) => !named).length;
  }
  if (kind === 'workflow') {
    const written = [config.workflow === false ? undefined : config.workflow, ...Object.values(config.workflows ?? {})];
    const named = written.filter(
      (each) => each?.resource_name != null || (each?.existing === true && each !== written[0]),
    );
    return pipeline.workflows.length - named.length;
  }
  return kind === 'alert'
    ? 0
    : (config[kind === 'job' ? 'jobs' : 'crawlers'] ?? []).filter(
        ({ resource_name, existing }) => resource_name == null && existing !== true,
      ).length;
}
