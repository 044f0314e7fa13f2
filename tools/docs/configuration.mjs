import { cell } from './text.mjs';

/** docs/configuration.md: every key, in the words of the schema. */
export const configuration = {
  file: 'docs/configuration.md',
  source: `
      export { configSchema } from './packages/core/src/config/schema.ts';
      export { getDescription } from 'valibot';`,
  render,
};

function render({ configSchema, getDescription }) {
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
    'A pipeline is one file: `config.json` (comments and trailing commas are allowed) or YAML. Texts may be written as numbers or booleans and keep their written form: `glue_version: 3.0` is "3.0". Unknown keys are errors. Any key may be written as a `${…}`: values, environments and loops are in [language.md](language.md).',
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
