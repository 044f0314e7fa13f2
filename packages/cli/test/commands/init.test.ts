import { existsSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { filesIn, folderWith, gluepipeline, textIn } from '../harness.ts';

describe('init', () => {
  it('writes a config for Glue 6.0 and dev by itself', async () => {
    const cwd = folderWith();
    const ran = await gluepipeline(['init', '--name', 'sales'], { cwd });
    expect(ran).toEqual({ exitCode: 0, stdout: 'wrote config.json\nwrote .gitignore\n', stderr: '', json: {} });
    expect(textIn(cwd, 'config.json')).toBe(`{
  "pipeline_name": "sales",
  "created_at": "2026-02-14T12:00:00.000Z",
  "environment": "dev",
  "glue_version": "6.0",
  "jobs": []
}
`);
    expect(textIn(cwd, '.gitignore')).toBe('.gluepipeline/\n');
  });

  it('takes environment and Glue version as the old tool did', async () => {
    const cwd = folderWith();
    await gluepipeline(['init', '--name', 'p', '--environment', 'prod', '--glue-version', '4.0'], { cwd });
    expect(JSON.parse(textIn(cwd, 'config.json'))).toMatchObject({ environment: 'prod', glue_version: '4.0' });
  });

  it('refuses to write over a config, and leaves it as it is', async () => {
    const cwd = folderWith({ 'config.json': 'mine' });
    const ran = await gluepipeline(['init', '--name', 'sales'], { cwd });
    expect(ran.exitCode).toBe(10);
    expect(ran.stderr).toBe(
      'error[GP114] config.json exists already\n  hint: say --force to write over it, or use another folder\n',
    );
    expect(filesIn(cwd)).toEqual(['config.json']);
    expect(textIn(cwd, 'config.json')).toBe('mine');
  });

  it('refuses a template one of whose files is there, and writes none of the others', async () => {
    const cwd = folderWith({ 'scripts/load.py': 'mine' });
    const ran = await gluepipeline(['init', '--name', 'sales', '--template', 'csv-etl'], { cwd });
    expect(ran.exitCode).toBe(10);
    expect(filesIn(cwd)).toEqual(['scripts/load.py']);
  });

  it('writes over a config with --force', async () => {
    const cwd = folderWith({ 'config.json': 'mine' });
    expect((await gluepipeline(['init', '--name', 'sales', '--force'], { cwd })).exitCode).toBe(0);
    expect(JSON.parse(textIn(cwd, 'config.json'))).toMatchObject({ pipeline_name: 'sales' });
  });

  it('makes the pipeline of a template, which is valid as it stands', async () => {
    const cwd = folderWith();
    const ran = await gluepipeline(['init', '--name', 'sales', '--template', 'csv-etl', '--json'], { cwd });
    expect(ran.json).toEqual({
      schemaVersion: 1,
      config: 'config.json',
      files: [
        'config.json',
        'data/orders.csv',
        'scripts/extract.py',
        'scripts/load.py',
        'scripts/transform.py',
        '.gitignore',
      ],
    });
    expect((await gluepipeline(['validate'], { cwd })).exitCode).toBe(0);
  });

  it('names the templates that there are when one is not known', async () => {
    const cwd = folderWith();
    const ran = await gluepipeline(['init', '--name', 'sales', '--template', 'csv'], { cwd });
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toBe('error[GP115] there is no template "csv"\n  hint: known templates: csv-etl\n');
    expect(filesIn(cwd)).toEqual([]);
  });

  it('writes YAML where --config names a YAML file, in a folder that is not there yet', async () => {
    const cwd = folderWith();
    const ran = await gluepipeline(['init', '--name', 'sales', '--config', 'etl/sales.yaml'], { cwd });
    expect(ran.stdout).toBe('wrote etl/sales.yaml\nwrote etl/.gitignore\n');
    expect(textIn(cwd, 'etl/sales.yaml')).toBe(
      'pipeline_name: sales\ncreated_at: 2026-02-14T12:00:00.000Z\nenvironment: dev\nglue_version: "6.0"\njobs: []\n',
    );
    expect((await gluepipeline(['validate', '-c', 'etl/sales.yaml'], { cwd })).exitCode).toBe(0);
  });

  it('takes a --config that ends in a slash for a folder', async () => {
    const cwd = folderWith();
    await gluepipeline(['init', '--name', 'sales', '--config', 'etl/'], { cwd });
    expect(filesIn(cwd)).toEqual(['etl/.gitignore', 'etl/config.json']);
  });

  it('adds one line to a .gitignore, once, and keeps what stands in it', async () => {
    const cwd = folderWith({ '.gitignore': 'node_modules' });
    await gluepipeline(['init', '--name', 'sales'], { cwd });
    await gluepipeline(['init', '--name', 'sales', '--force'], { cwd });
    expect(textIn(cwd, '.gitignore')).toBe('node_modules\n.gluepipeline/\n');
  });

  it.each(['two words', 'a/b', 'größe', 'x'.repeat(101)])(
    'refuses the name %j, which no pipeline may have, and writes nothing',
    async (name) => {
      const cwd = folderWith();
      const ran = await gluepipeline(['init', '--name', name, '--json'], { cwd });
      expect(ran.exitCode).toBe(3);
      expect(ran.json).toMatchObject({
        error: { code: 'GP100', issues: [{ code: 'GP105', path: ['pipeline_name'] }] },
        exitCode: 3,
      });
      expect(existsSync(`${cwd}/config.json`)).toBe(false);
    },
  );

  it('writes the workflows of a team to the top of the repository, for the config as it lies there', async () => {
    const root = folderWith({ '.git/HEAD': 'ref: refs/heads/main\n', 'etl/.keep': '' });
    const words = ['init', '--name', 'sales', '-e', 'live', '--github', '--action', 'acme/glue@v1'];
    const ran = await gluepipeline([...words, '--json'], { cwd: `${root}/etl` });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesIn(root).filter((path) => path.startsWith('.github'))).toEqual([
      '.github/workflows/gluepipeline-drift.yml',
      '.github/workflows/gluepipeline-rollback.yml',
      '.github/workflows/gluepipeline.yml',
    ]);
    const text = textIn(root, '.github/workflows/gluepipeline.yml');
    expect(text).toContain(
      '        uses: acme/glue@v1\n        with:\n          command: plan\n          config: etl/config.json\n          environment: live\n',
    );
    expect(text).toContain('    environment: live\n');
    expect(text).not.toMatch(/\bprod\b|org\//);
  });

  it('keeps a config that is there when only the workflows are missing, and never writes over those', async () => {
    const cwd = folderWith({ 'config.json': 'mine', '.git/HEAD': '' });
    const ran = await gluepipeline(['init', '--name', 'sales', '--github'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 0,
      stdout:
        'wrote .github/workflows/gluepipeline-drift.yml\nwrote .github/workflows/gluepipeline-rollback.yml\nwrote .github/workflows/gluepipeline.yml\n',
      stderr: 'note: write the owner of the action for org in the workflows, or say --action owner/name@ref\n',
    });
    expect(textIn(cwd, 'config.json')).toBe('mine');
    expect((await gluepipeline(['init', '--name', 'sales', '--github'], { cwd })).exitCode).toBe(10);
  });

  it('says why a file cannot be written', async () => {
    const cwd = folderWith({ file: '' });
    const ran = await gluepipeline(['init', '--name', 'sales', '--config', 'file/config.json'], { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toBe(
      `error[GP112] ${cwd}/file/config.json cannot be written: a part of the path is a file, not a folder\n  hint: check the folder and its permissions; in a container, say with -u whose it is\n`,
    );
  });

  it('says the next step to a person', async () => {
    const cwd = folderWith();
    const ran = await gluepipeline(['init', '--name', 'sales', '--template', 'csv-etl'], {
      cwd,
      tty: 'all',
      columns: 80,
    });
    expect(ran.stderr).toBe('\nNext: gluepipeline deploy --local\n');
  });
});
