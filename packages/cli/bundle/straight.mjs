import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lateWords } from './late-words.mjs';

/** One rule a file. */
const isRule = /\/core\/src\/pipeline\/rules\/[\w-]+\.ts$/;

/**
 * Imports of these packages of ours go straight to the files that their index names. esbuild counts a file as needed by
 * all who import the index, so that one word of core would bring every rule into the part that prints help.
 */
export function straight(folders) {
  const rewrites = Object.entries(folders).map(([name, folder]) => straightTo(name, folder));
  return {
    name: `straight to ${Object.keys(folders).join(', ')}`,
    setup: ({ onLoad }) => {
      onLoad({ filter: /\/packages\/\w+\/src\/.*\.ts$/ }, ({ path }) => ({
        contents: [...rewrites, ...(isRule.test(path) ? [lateWords] : [])].reduce(
          (text, rewrite) => rewrite(text),
          readFileSync(path, 'utf8'),
        ),
        loader: 'ts',
      }));
    },
  };
}

/** A text with its imports of one package changed. */
function straightTo(name, folder) {
  const index = readFileSync(join(folder, 'index.ts'), 'utf8');
  const homes = new Map(
    [...index.matchAll(/^export \{([^}]*)\} from '\.\/([^']*)';$/gm)].flatMap(([, words, file]) =>
      wordsOf(words).map((word) => [word, join(folder, file)]),
    ),
  );
  const imports = new RegExp(`^import \\{([^}]*)\\} from '${name}';$`, 'gm');
  const rewritten = (_, words) =>
    wordsOf(words)
      .map((word) => {
        const home = homes.get(word.split(' as ')[0]);
        if (home == null) {
          throw new Error(`${name} does not export ${word} as this plugin reads it`);
        }
        return `import { ${word} } from ${JSON.stringify(home)};`;
      })
      .join(' ');
  // What is imported late is imported from each home by itself: the index would bring all of its package.
  const late = new RegExp(`const \\{([^}]*)\\} = await import\\('${name}'\\);`, 'g');
  const rewrittenLate = (_, words) =>
    wordsOf(words)
      .map((word) => {
        const home = homes.get(word.split(':')[0].trim());
        if (home == null) {
          throw new Error(`${name} does not export ${word} as this plugin reads it`);
        }
        return `const { ${word} } = await import(${JSON.stringify(home)});`;
      })
      .join(' ');
  return (text) => text.replace(imports, rewritten).replace(late, rewrittenLate);
}

/** The values in a list of names; types are gone before anything runs. */
function wordsOf(list) {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && !word.startsWith('type '));
}
