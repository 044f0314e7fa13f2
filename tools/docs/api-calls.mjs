/** docs/api-calls.md: what each command asks of AWS, and the permission that it takes. */
export const apiCalls = {
  file: 'docs/api-calls.md',
  source: "export { actionFor, callers, callsOf, rareCallsOf } from './packages/core/src/access/calls.ts';",
  render,
};

function render({ actionFor, callers, callsOf, rareCallsOf }) {
  const sections = callers.flatMap((command) => [
    `## ${command}`,
    table(callsOf[command], actionFor),
    ...(rareCallsOf[command].length === 0
      ? []
      : [`Now and then: ${rareCallsOf[command].map((call) => `\`${call}\``).join(', ')}.`]),
  ]);
  return [
    '# API calls',
    'What each command calls, over a pipeline with every kind of resource; a test deploys, changes, runs and deletes one and compares. `rollback` calls what `deploy` calls; the calls of `runs`, `logs`, `stop` and `retry` are among those of `run`, and `dev` calls what `deploy`, `run`, `logs` and `stop` call. A pipeline without alerts and events calls nothing of EventBridge, SNS and IAM. `validate`, `list`, `graph`, `schema`, `explain`, `init` and `add-job` call nothing.',
    'The policies that follow from it, on the resources of one stack alone, are printed by `gluepipeline iam-policy --for deploy`, `plan`, `run` or `job`. Whoever deploys needs `iam:PassRole` on the roles of the jobs beside, and creating with tags takes the right to tag.',
    ...sections,
  ];
}

function table(calls, actionFor) {
  const services = [...new Set(calls.map((call) => call.split(':')[0]))];
  const rows = services.map((service) => {
    const own = calls.filter((call) => call.startsWith(`${service}:`)).toSorted();
    const others = own.flatMap((call) => {
      const action = actionFor(call);
      return action == null || action === call ? [] : [`${call.split(':')[1]}: \`${action}\``];
    });
    const words = own.map((call) => `\`${call.split(':')[1]}\``).join(', ');
    return `| ${service} | ${words} | ${others.join(', ')} |`;
  });
  return ['| Service | Operations | Where the action is called otherwise |', '| --- | --- | --- |', ...rows].join('\n');
}
