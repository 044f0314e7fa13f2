import { afterAll, beforeAll, expect } from '@jest/globals';

import { type Aws, aws, chain } from './aws.ts';
import { folderWith, type Ran, type Step, step } from './step.ts';

/** Steps on an AWS account that is there as long as the tests of a file. */
export interface StepsOnAws {
  readonly cloud: () => Aws;
  /** One step; it writes no comment unless it is told to. */
  readonly run: (workspace: string, inputs: Readonly<Record<string, string>>, more?: Partial<Step>) => Promise<Ran>;
  /** A pipeline of its own name, deployed; gives its folder. */
  readonly deployed: (name: string, scripts: Readonly<Record<string, string>>, more?: object) => Promise<string>;
}

/** To be called at the top of a file of tests. */
export function stepsOnAws(): StepsOnAws {
  let made: Aws | undefined;
  const cloud = () => {
    if (made == null) {
      throw new Error('the account is there in tests alone');
    }
    return made;
  };
  beforeAll(async () => {
    made = await aws();
  });
  afterAll(async () => {
    await made?.server.stop();
  });
  const run: StepsOnAws['run'] = (workspace, inputs, more = {}) =>
    step({ workspace, inputs: { comment: 'off', ...inputs }, ...more, env: { ...cloud().env, ...more.env } });
  const deployed: StepsOnAws['deployed'] = async (name, scripts, more = {}) => {
    const workspace = folderWith(chain(scripts, { pipeline_name: name, ...more }));
    const ran = await run(workspace, { command: 'deploy', 'create-bucket': 'true' });
    expect(ran.exitCode).toBe(0);
    return workspace;
  };
  return { cloud, run, deployed };
}
