import type { Texts } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';
import { holds, type TagMap, tagMaps } from './support/texts.ts';

/** AWS takes 50 tags on a resource, of which one is ours. */
const most = 49;

/** Tags that AWS refuses or that are ours (botocore, glue TagsMap; Glue developer guide, monitor-tags). */
export const illegalTag: Rule = {
  code: 'GP232',
  severity: 'error',
  title: 'a tag that cannot be set',
  explanation: `A key has 1 to 128 characters, a value up to 256, and neither begins with \`aws\`. A resource has 50 tags, one of which is GluePipeline's own: keys that begin with \`gluepipeline:\` say whose it is.`,
  bad: sparkExample('"tags": { "aws:team": "data" }'),
  good: sparkExample('"tags": { "team": "data" }'),
  keys: ['tags', 'jobs.tags', 'jobs.trigger', 'crawlers', 'workflow.tags', 'workflows', 'start.tags', 'triggers.tags'],
  check: (input) => {
    const common = input.config.tags ?? {};
    const room = most - Object.keys(common).length;
    const isSuspect = (tags: Texts) => Object.keys(tags).length > room || holds(tags, isWrong);
    return tagMaps(input, isSuspect).flatMap((map) => [
      ...tooMany(map, common),
      ...Object.entries(map.tags).flatMap(wrongTag(map)),
    ]);
  },
};

/** True for a tag that may be wrong; nearly none is. */
function isWrong(key: string, value: string): boolean {
  return (
    key === '' ||
    key.length > 128 ||
    value.length > 256 ||
    key.startsWith('aws') ||
    value.startsWith('aws') ||
    key.startsWith('gluepipeline:')
  );
}

function tooMany({ path, owner, tags }: TagMap, common: TagMap['tags']): Finding[] {
  const count = Object.keys({ ...common, ...tags }).length;
  // Where the file's own tags are too many already, they are told of once.
  return count <= most || (path.length > 1 && Object.keys(common).length > most)
    ? []
    : [{ path, message: `${owner} has ${count} tags`, hint: `write at most ${most}: AWS takes 50, and one is ours` }];
}

function wrongTag({ path: at, owner }: TagMap): (tag: readonly [string, string]) => Finding[] {
  return ([key, value]) => {
    const path = [...at, key];
    const shown = key.length > 40 ? `${key.slice(0, 39)}…` : key;
    const tell = (what: string, hint: string, on?: 'key'): Finding[] => [
      { path, message: `tag "${shown}" of ${owner} ${what}`, hint, ...(on == null ? {} : { on }) },
    ];
    if (key.startsWith('aws')) {
      return tell('begins with aws', 'rename it: AWS keeps such keys for itself', 'key');
    }
    if (key.startsWith('gluepipeline:')) {
      return tell('begins with gluepipeline:', 'rename it: such tags say whose a resource is', 'key');
    }
    if (key === '' || lengthOf(key) > 128) {
      return tell(`has a key of ${lengthOf(key)} characters`, 'write 1 to 128', 'key');
    }
    if (lengthOf(value) > 256) {
      return tell(`has a value of ${lengthOf(value)} characters`, 'write at most 256');
    }
    return value.startsWith('aws') ? tell('has a value that begins with aws', 'AWS keeps such values for itself') : [];
  };
}
