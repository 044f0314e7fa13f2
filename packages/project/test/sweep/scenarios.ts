import { first, second } from './configs.ts';

/** What is interrupted: a config and what is done with it, over what was deployed before. */
export interface Scenario {
  readonly name: string;
  /** Deployed before without interruption. */
  readonly before?: object;
  readonly config: object;
  readonly what: 'deploy' | 'destroy';
}

/** The three things that a deployer does: make, change, delete. */
export const scenarios: readonly Scenario[] = [
  { name: 'a first deployment', config: first, what: 'deploy' },
  { name: 'a deployment over another', before: first, config: second, what: 'deploy' },
  { name: 'a destruction', before: first, config: first, what: 'destroy' },
];
