import { cell, fence } from './text.mjs';

/** docs/diagnostics.md: every code, with what the tool really says of its bad example. */
export const diagnostics = {
  file: 'docs/diagnostics.md',
  source: `
      export { codes } from './packages/core/src/codes.ts';
      export { fileCodes } from './packages/core/src/config/file-codes.ts';
      export { judge, load } from './packages/core/src/pipeline/load.ts';
      export { rules } from './packages/core/src/pipeline/rules/index.ts';
      export { issueText } from './packages/core/src/report/issue-text.ts';`,
  render,
};

async function render({ codes, fileCodes, judge, load, rules, issueText }) {
  const complaint = async (file, text, files, code, now) => {
    const loaded = await load(file, text);
    const issues = loaded.ok ? await judge(loaded.value, files, now) : loaded.issues;
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
    await complaint('config.json', bad.config, bad.files, code, bad.now),
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

/** Long lines cut in the middle: some examples are about size. */
function short(text) {
  const cut = (line) => (line.length <= 160 ? line : `${line.slice(0, 100)} … ${line.slice(-40)}`);
  return text.split('\n').map(cut).join('\n');
}

function upperFirst(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
