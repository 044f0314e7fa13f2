// `node tools/docs.mjs` writes the pages of docs/ that are made from the code: what a rule, a key or a command says of
// itself is the only source. `--check` writes nothing and fails where a page says something else.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every page: where it goes, what of the code it is made from, and how. */
const pages = [
  {
    file: 'docs/diagnostics.md',
    source: `
      export { codes } from './packages/core/src/codes.ts';
      export { fileCodes } from './packages/core/src/config/file-codes.ts';
      export { judge, load } from './packages/core/src/pipeline/load.ts';
      export { rules } from './packages/core/src/pipeline/rules/index.ts';
      export { issueText } from './packages/core/src/report/issue-text.ts';`,
    render: diagnostics,
  },
  {
    file: 'docs/configuration.md',
    source: `
      export { configSchema } from './packages/core/src/config/schema.ts';
      export { getDescription } from 'valibot';`,
    render: configuration,
  },
  {
    file: 'docs/commands.md',
    source: `
      export { commands } from './packages/cli/src/commands/table.ts';
      export { exitCodes } from './packages/cli/src/exit-codes.ts';
      export { globalOptions } from './packages/cli/src/global-options.ts';`,
    // What a command does is not called, so it need not be there.
    external: ['@gluepipeline/project'],
    render: commandLine,
  },
];

const generated = (file) =>
  `<!-- Written by tools/docs.mjs from the code: change it there, and run it again. ${file} -->`;

// ---------------------------------------------------------------- diagnostics

async function diagnostics({ codes, fileCodes, judge, load, rules, issueText }) {
  const complaint = async (file, text, files, code) => {
    const loaded = await load(file, text);
    const issues = loaded.ok ? await judge(loaded.value, files) : loaded.issues;
    return fence('', short(issueText(issues.find((issue) => issue.code === code))));
  };
  const language = (file) => (file.endsWith('.json') ? 'json' : 'yaml');

  const ofFiles = fileCodes.map(async ({ code, title, explanation, bad, file }) => [
    `## ${code}`,
    `**${upperFirst(title)}** · error`,
    explanation,
    'This is wrong:',
    fence(language(file), bad),
    await complaint(file, bad, undefined, code),
  ]);
  const ofRules = rules.map(async ({ code, title, severity, explanation, bad, good }) => [
    `## ${code}`,
    `**${upperFirst(title)}** · ${severity === 'error' ? 'error' : 'warning'}`,
    explanation,
    'This is wrong:',
    example(bad),
    await complaint('config.json', bad.config, bad.files, code),
    'This is right:',
    example(good),
  ]);
  const ofCodes = codes.map(async ({ code, title, explanation }) => [
    `## ${code}`,
    `**${upperFirst(title)}** · error`,
    explanation,
  ]);
  const all = [...fileCodes, ...rules, ...codes].toSorted((a, b) => a.code.localeCompare(b.code));
  const row = ({ code, title, severity = 'error' }) =>
    `| [${code}](#${code.toLowerCase()}) | ${severity === 'error' ? 'error' : 'warning'} | ${cell(title)} |`;
  return [
    '# Diagnostics',
    'Every complaint names a code and what to do; one about a config also the place in the file. GP1xx is about the file, GP2xx about the pipeline, GP3xx about plan and deploy, GP4xx about AWS, GP5xx about the lock and the history of deployments, GP6xx about runs. An error stops the command; a warning does not.',
    ['| Code | Severity | What |', '| --- | --- | --- |', ...all.map(row)].join('\n'),
    ...(await Promise.all([...ofFiles, ...ofRules, ...ofCodes])).toSorted(([a], [b]) => a.localeCompare(b)).flat(),
  ];
}

function example({ config, files }) {
  const beside = Object.entries(files ?? {}).map(
    ([path, facts]) => `\`${path}\`: ${facts.kind === 'missing' ? facts.reason : 'is there'}`,
  );
  return [fence('json', short(config)), ...beside].join('\n\n');
}

// -------------------------------------------------------------- configuration

function configuration({ configSchema, getDescription }) {
  const sections = [];
  const known = [];
  const walk = (schema, path) => {
    const entries = Object.values(schema.entries);
    const same = known.find((each) => entries.every((entry) => each.entries.has(entry)));
    if (same != null) {
      const keys = Object.keys(schema.entries).map((key) => `\`${key}\``);
      const all = keys.length === same.entries.size;
      sections.push(
        `## \`${path}\``,
        `As in [\`${same.path}\`](#${anchor(same.path)})${all ? '' : `: ${keys.join(', ')}`}.`,
      );
      return;
    }
    known.push({ path, entries: new Set(entries) });
    const required = (entry) => !['optional', 'exact_optional', 'nullish'].includes(entry.type);
    const rows = Object.entries(schema.entries).map(([key, entry]) => {
      const { text, otherwise } = words(getDescription(entry.wrapped ?? entry) ?? '');
      const holds = describe(bare(entry), pipesOf(entry));
      const name = required(entry) ? `**\`${key}\`** (required)` : `\`${key}\``;
      return `| ${name} | ${cell(holds)} | ${cell(otherwise)} | ${cell(text)} |`;
    });
    sections.push(path === '' ? '## Top level' : `## \`${path}\``);
    sections.push(['| Key | Holds | Default | |', '| --- | --- | --- | --- |', ...rows].join('\n'));
    for (const [key, entry] of Object.entries(schema.entries)) {
      const place = `${path === '' ? '' : `${path}.`}${key}`;
      for (const { inner, suffix } of mapsIn(bare(entry))) {
        walk(inner, `${place}${suffix}`);
      }
    }
  };
  walk(configSchema, '');
  return [
    '# Configuration',
    'A pipeline is one file: `config.json` (comments and trailing commas are allowed) or YAML. Texts may be written as numbers or booleans and keep their written form: `glue_version: 3.0` is "3.0". Unknown keys are errors.',
    ...sections,
  ];
}

/** Every map with known keys in a value, with what its place adds to the path. */
function mapsIn(schema) {
  if (schema.type === 'strict_object') {
    return [{ inner: schema, suffix: '' }];
  }
  const below = (inner, suffix) => mapsIn(bare(inner)).map((each) => ({ ...each, suffix: `${suffix}${each.suffix}` }));
  if (schema.type === 'array') {
    return below(schema.item, '[]');
  }
  if (schema.type === 'record') {
    return below(schema.value, '.*');
  }
  return schema.type === 'union' ? schema.options.flatMap((option) => below(option, '')) : [];
}

function anchor(path) {
  return path.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '');
}

/** A description without its last words about the default, and those. */
function words(description) {
  const match = /^(.*?)\s*Default(?: for ([^:]+))?: (.+?)\.?$/.exec(description);
  if (match == null) {
    return { text: description, otherwise: '' };
  }
  return { text: match[1], otherwise: match[2] == null ? match[3] : `${match[3]} (${match[2]})` };
}

/** A schema without what is wrapped around it: optional, pipes. */
function bare(schema) {
  if ('wrapped' in schema) {
    return bare(schema.wrapped);
  }
  const first = schema.pipe?.[0];
  return first == null || first === schema ? schema : bare(first);
}

/** Every step of the pipes around a schema, outermost last: the limits of its value. */
function pipesOf(schema) {
  return 'wrapped' in schema
    ? pipesOf(schema.wrapped)
    : (schema.pipe ?? []).flatMap((step) => (step !== schema && 'pipe' in step ? pipesOf(step) : [step]));
}

function describe(schema, steps) {
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'picklist':
      return schema.options.map((option) => `\`${option}\``).join(', ');
    case 'array': {
      const item = bare(schema.item);
      return item.type === 'picklist'
        ? `list of ${describe(item, [])}`
        : `list of ${describe(item, pipesOf(schema.item)).split(' or ').map(plural).join(' or ')}`;
    }
    case 'record':
      return bare(schema.value).type === 'strict_object' ? 'map of maps' : 'map of texts';
    case 'strict_object':
    case 'loose_object':
      return 'map';
    case 'literal':
      return `\`${schema.literal}\``;
    case 'union': {
      if (schema.pick != null) {
        return [...new Set(schema.options.map((option) => describe(bare(option), pipesOf(option))))].join(' or ');
      }
      const kinds = schema.options.map((option) => option.type);
      const limit = steps.find((step) => step.type === 'min_value' || step.type === 'regex')?.message;
      const kind = kinds.includes('string')
        ? 'text'
        : steps.some((step) => step.type === 'integer')
          ? 'whole number'
          : 'number';
      return limit == null ? kind : kind === 'text' ? limit : `${kind}, ${limit}`;
    }
    default:
      throw new Error(`docs: a schema of type ${schema.type} has no words yet`);
  }
}

function plural(word) {
  return word.startsWith('list of') ? word.replace(/^list/, 'lists') : `${word}s`;
}

// ------------------------------------------------------------------- commands

function commandLine({ commands, exitCodes, globalOptions }) {
  return [
    '# Commands',
    '`gluepipeline <command> [options]`. Results go to stdout, everything else to stderr. With `--json` there is exactly one JSON document on stdout, also for errors.',
    ['| Command | |', '| --- | --- |', ...commands.map(commandRow)].join('\n'),
    ...commands.flatMap(commandSection),
    '## Options of every command',
    'A flag is stronger than an environment variable, and that is stronger than the config. The variable that stands behind a flag is named in brackets.',
    optionTable([], globalOptions),
    '## Exit codes',
    [
      '| Code | Meaning |',
      '| --- | --- |',
      ...exitCodes.map(([code, meaning]) => `| ${code} | ${cell(meaning)} |`),
    ].join('\n'),
  ];
}

function commandRow({ name, summary }) {
  return `| [\`${name}\`](#${name}) | ${cell(summary)} |`;
}

function commandSection({ name, positionals = [], summary, examples, options }) {
  const width = Math.max(...examples.map(([line]) => line.length));
  const words = positionals.map((each) => (each.required === true ? `<${each.name}>` : `[${each.name}]`));
  return [
    `## ${name}`,
    `\`${['gluepipeline', name, ...words].join(' ')}\``,
    `${summary}.`,
    ...(positionals.length + Object.keys(options).length === 0 ? [] : [optionTable(positionals, options)]),
    fence('sh', examples.map(([line, what]) => `gluepipeline ${line.padEnd(width)}  # ${what}`).join('\n')),
  ];
}

function optionTable(positionals, options) {
  const shown = Object.entries(options).filter(([, { hidden }]) => hidden !== true);
  const rows = [
    ...positionals.map((each) => [`\`${each.name}\``, each]),
    ...shown.map(([name, option]) => [namesOf(name, option), option]),
  ].map(([name, { describe: text, choices, default: otherwise, required }]) => {
    const notes = [
      ...(required === true ? ['required'] : []),
      ...(choices == null ? [] : [choices.map((choice) => `\`${choice}\``).join(', ')]),
    ];
    const value = otherwise == null || otherwise === false ? '' : `\`${otherwise}\``;
    return `| ${name} | ${cell(text)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`} | ${value} |`;
  });
  return ['| Option | | Default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The short spelling first, then the name, then other spellings. */
function namesOf(name, { alias = [] }) {
  const short = alias.filter((each) => each.length === 1);
  return [...short, name, ...alias.filter((each) => !short.includes(each))].map(flag).join(', ');
}

function flag(name) {
  return `\`${name.length === 1 ? '-' : '--'}${name}\``;
}

// ----------------------------------------------------------------------- text

function fence(language, text) {
  return ['```' + language, text.trimEnd(), '```'].join('\n');
}

/** Long lines cut in the middle: some examples are about size. */
function short(text) {
  const cut = (line) => (line.length <= 160 ? line : `${line.slice(0, 100)} … ${line.slice(-40)}`);
  return text.split('\n').map(cut).join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

function upperFirst(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// ----------------------------------------------------------------------- main

async function imported(source, name, folder, external = []) {
  const outfile = join(folder, `${name.replaceAll('/', '-')}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['@gluepipeline/source'],
    external,
    logLevel: 'error',
    banner: { js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);' },
  });
  return import(pathToFileURL(outfile).href);
}

const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-docs-'));
const stale = [];
try {
  for (const { file, source, external, render } of pages) {
    const parts = await render(await imported(source, file, folder, external));
    const text = `${[generated(file), ...parts].join('\n\n')}\n`;
    const path = join(root, file);
    const before = readOrNothing(path);
    if (before !== text && process.argv.includes('--check')) {
      stale.push(file);
    } else if (before !== text) {
      writeFileSync(path, text);
      process.stdout.write(`wrote ${file}\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (stale.length > 0) {
  process.stderr.write(`${stale.join(', ')}: stale, run node tools/docs.mjs\n`);
  process.exitCode = 1;
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
