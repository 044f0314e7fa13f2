/** What one input takes; action.yml says the same to the runner and to people, and a test holds the two together. */
export interface InputSpec {
  readonly default?: string;
  readonly choices?: readonly string[];
}

export type InputName =
  | 'command'
  | 'config'
  | 'environment'
  | 'working-directory'
  | 'plan-file'
  | 'comment'
  | 'summary'
  | 'annotations'
  | 'detailed-exitcode'
  | 'auto-approve'
  | 'select'
  | 'var'
  | 'endpoint-url'
  | 'github-token'
  | 'wait'
  | 'timeout'
  | 'arguments'
  | 'to'
  | 'strict'
  | 'allow-replace'
  | 'create-bucket'
  | 'max-deletes'
  | 'rollback-on-failure'
  | 'lock-timeout'
  | 'cost'
  | 'budget'
  | 'issue'
  | 'mask'
  | 'mask-account-id';

const off: InputSpec = { default: 'false' };
const on: InputSpec = { default: 'true' };

/** Every input of the action. */
export const specs: Readonly<Record<InputName, InputSpec>> = {
  command: {
    default: 'plan',
    choices: ['setup', 'validate', 'plan', 'deploy', 'run', 'status', 'drift', 'rollback', 'destroy'],
  },
  config: {},
  environment: {},
  'working-directory': {},
  'plan-file': {},
  comment: { default: 'update', choices: ['update', 'new', 'hide-and-new', 'off'] },
  summary: on,
  annotations: on,
  'detailed-exitcode': off,
  'auto-approve': off,
  select: {},
  var: {},
  'endpoint-url': {},
  'github-token': {},
  wait: on,
  timeout: {},
  arguments: {},
  to: {},
  strict: off,
  'allow-replace': off,
  'create-bucket': off,
  'max-deletes': {},
  'rollback-on-failure': off,
  'lock-timeout': {},
  cost: on,
  budget: {},
  issue: { default: 'off', choices: ['off', 'open'] },
  mask: {},
  'mask-account-id': off,
};

/** An input that is not what it may be. */
export class InputError extends Error {
  readonly hint: string;

  constructor(name: InputName, said: string | undefined, allowed: string) {
    super(said == null ? `the input ${name} is wrong` : `the input ${name} is "${said}"`);
    this.name = 'InputError';
    this.hint = `${name} is ${allowed}`;
  }
}
