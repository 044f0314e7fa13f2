import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

describe('doctor', () => {
  it('shows a line for each thing that a deployment needs', async () => {
    const ran = await gluepipeline(['doctor', '--local'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(`ok       node         v24.1.0
ok       config       config.json
ok       region       us-east-1
ok       credentials  the embedded endpoint
ok       clock        agrees with AWS
skipped  permissions  the embedded endpoint allows everything
skipped  roles        the embedded endpoint needs no roles
ok       bucket       gluepipeline-000000000000-us-east-1-an, made by the first deployment
ok       quotas       1 of 2000 jobs, 0 of 1000 triggers, 0 of 1000 crawlers
`);
  });

  it('ends with the code of what fails first, and says the cure', async () => {
    const ran = await gluepipeline(['doctor', '--local'], { cwd: folderWith({ 'config.json': '{' }) });
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain(
      'fail     config       config.json has 1 error\n                      hint: see: gluepipeline validate\n',
    );
    const none = await gluepipeline(['doctor', '--json'], { cwd: folderWith(chain({ load: '' })) });
    expect(none.exitCode).toBe(64);
    expect(JSON.stringify(none.json)).toContain('"name":"region","outcome":"fail"');
  });
});
