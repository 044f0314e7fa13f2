import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A line that must not stand in a file, and the complaint that it must give. */
const forbidden: [file: string, code: string, complaint: RegExp][] = [
  ['packages/core/src/config/bad.ts', "import '../plan/plan.ts';", /config is below plan/],
  ['packages/core/src/config/bad.ts', "import '../pipeline/pipeline.ts';", /config is below pipeline/],
  ['packages/core/src/pipeline/rules/bad.ts', "import '../../report/json.ts';", /pipeline is below report/],
  ['packages/core/src/resources/bad.ts', "import '../deploy/ports.ts';", /resources is below deploy/],
  ['packages/core/src/plan/bad.ts', "import '../runs/run.ts';", /plan is below runs/],
  ['packages/core/src/runs/bad.ts', "import '../testing/builders.ts';", /runs is below testing/],
  ['packages/core/src/plan/bad.ts', "import '../index.ts';", /import files directly/],
  ['packages/core/src/plan/bad.ts', "import 'node:fs';", /core is pure/],
  ['packages/core/src/plan/bad.ts', "import '@aws-sdk/client-glue';", /core is pure/],
  ['packages/core/src/plan/bad.ts', 'export const now = Date.now();', /core has no clock/],
  ['packages/core/src/plan/bad.ts', 'export const now = new Date();', /core has no clock/],
  ['packages/core/src/plan/bad.ts', 'export const dice = Math.random();', /core has no dice/],
  ['packages/core/src/plan/bad.ts', 'export const all = process.env;', /core is pure/],
  [
    'packages/core/src/plan/bad.ts',
    "import '@gluepipeline/aws';",
    /A project tagged with "room:core" can only depend|circular/i,
  ],
  ['packages/core/src/plan/bad.ts', "import 'yargs';", /not allowed to import|banned|transitive/i],
  ['packages/local/src/bad.ts', "import '@gluepipeline/core';", /room:local/],
  ['packages/local/src/bad.ts', "import '@aws-sdk/client-glue';", /only packages\/aws talks to the AWS SDK/],
  ['packages/aws/src/bad.ts', "import '@gluepipeline/project';", /room:adapter|circular/i],
  ['packages/aws/src/bad.ts', "import '@gluepipeline/local';", /room:adapter/],
  ['packages/project/src/bad.ts', "import '@aws-sdk/client-s3';", /only packages\/aws talks to the AWS SDK/],
  ['packages/project/src/bad.ts', "console.log('x');", /Unexpected console/],
  ['packages/cli/src/bad.ts', "import '@gluepipeline/aws';", /room:front/],
  [
    'packages/cli/src/bad.ts',
    "import '../../core/src/plan/plan.ts';",
    /relative|cannot be imported|Projects should use/i,
  ],
  ['packages/action/src/bad.ts', "import '@gluepipeline/aws';", /room:front/],
  ['packages/action/src/bad.ts', "import '../../cli/src/io.ts';", /relative|cannot be imported|Projects should use/i],
  ['packages/cli/src/bad.ts', 'export default 1;', /restricted|default/i],
  ['packages/docker/test/bad.ts', "import '@gluepipeline/core';", /room:image|transitive/],
  ['packages/docker/test/bad.ts', "import '@gluepipeline/project';", /room:image|transitive/],
];

/** A line that is fine where it stands: the walls are not everywhere. */
const allowed: [file: string, code: string][] = [
  ['packages/core/src/plan/good.ts', "import '../resources/resource.ts';"],
  ['packages/core/src/report/good.ts', "import '../plan/plan.ts';"],
  ['packages/aws/src/good.ts', "import '@aws-sdk/client-glue';"],
  ['packages/aws/test/good.ts', "import '@gluepipeline/local';"],
  ['packages/project/src/good.ts', "import 'node:fs';"],
  ['packages/cli/src/good.ts', "import '@gluepipeline/core';"],
];

describe('the walls of the house', () => {
  const linters = new Map<string, ESLint>();

  /** Types are not needed to see an import, and the files are not on the disk. */
  const lint = async (file: string, code: string): Promise<string[]> => {
    const folder = file.split('/').slice(0, 2).join('/');
    const linter =
      linters.get(folder) ??
      new ESLint({
        cwd: join(root, folder),
        overrideConfig: [
          { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
          { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
        ],
      });
    linters.set(folder, linter);
    const [result] = await linter.lintText(`${code}\n`, { filePath: join(root, file) });
    return (result?.messages ?? []).map(({ message }) => message);
  };

  beforeAll(() => {
    // Without a graph on the disk the rule about packages says nothing at all.
    process.env.NX_DAEMON = 'false';
    execFileSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects'], { cwd: root });
  }, 120_000);

  it.each(forbidden)(
    '%s must not say: %s',
    async (file, code, complaint) => {
      expect((await lint(file, code)).join('\n')).toMatch(complaint);
    },
    60_000,
  );

  it.each(allowed)(
    '%s may say: %s',
    async (file, code) => {
      expect(await lint(file, code)).toEqual([]);
    },
    60_000,
  );
});
