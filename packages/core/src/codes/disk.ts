import type { Code } from './code.ts';

/** Of files on the disk. */
export const diskCodes: readonly Code[] = [
  {
    code: 'GP100',
    title: 'a config with errors, met by another command than validate',
    explanation: 'The errors are listed above it. `gluepipeline validate` shows them with all warnings.',
  },
  {
    code: 'GP110',
    title: 'no config',
    explanation:
      'None was found at `--config`, at `GLUE_CONFIG`, or as `config.json`, `gluepipeline.yaml` or `gluepipeline.yml` in the working directory. `gluepipeline init` makes one.',
  },
  {
    code: 'GP111',
    title: 'a config that cannot be read',
    explanation: 'It is a folder, or its permissions forbid it.',
  },
  {
    code: 'GP112',
    title: 'a file that cannot be written',
    explanation:
      'Files are written whole or not at all, so nothing was lost. Check the folder and its permissions. A container writes as the user that it runs as: `-u "$(id -u):$(id -g)"`.',
  },
  {
    code: 'GP113',
    title: 'a job that is there already',
    explanation: '`add-job` never changes a job. Choose another name, or edit the job in the file.',
  },
  {
    code: 'GP114',
    title: 'a file that is there already',
    explanation: '`init` writes over nothing unless you say `--force`.',
  },
  { code: 'GP115', title: 'an unknown template', explanation: 'The message names those that there are.' },
  { code: 'GP125', title: 'an unknown code', explanation: '`gluepipeline explain` without a code lists them all.' },
  {
    code: 'GP124',
    title: 'a graph that is too large for a picture',
    explanation:
      '`graph --format svg` places up to 1,000 nodes that hang together. `--format dot` writes any number for Graphviz, and `--format text` for reading.',
  },
  {
    code: 'GP116',
    title: 'an environment variable that is not set',
    explanation:
      'The config names it as `${env.NAME}`, and what is planned cannot leave it open. `validate` holds its place and judges the rest. `${env.NAME:-…}` says what stands there otherwise.',
  },
  {
    code: 'GP121',
    title: 'a value for a variable that does not fit',
    explanation:
      '`--var` names a variable that the config neither has nor uses, or gives a text where the config has a list or a map: those are written as in JSON or YAML.',
  },
  {
    code: 'GP120',
    title: 'an included file that does not fit',
    explanation:
      'A pattern of `include` means no file, a file cannot be read, holds what belongs in the main file, or says what another file says: neither is stronger.',
  },
  {
    code: 'GP122',
    title: 'a rule that does not exist',
    explanation:
      '`rules` in the config and `--rule` on the command line say how rules count: `GP204=off`, `warn` or `error`. Only the rules about a pipeline, GP2xx, can count otherwise.',
  },
  {
    code: 'GP123',
    title: 'a flag that a policy has no use for',
    explanation:
      '`--create-bucket` goes with `iam-policy --for deploy`, the other flags with `--for github-oidc`. That names one repository of GitHub: `--repository owner/name`. Its numbers, `--owner-id` and `--repository-id`, come together; `gh api repos/OWNER/NAME` shows them.',
  },
];
