import { didYouMean } from '../../config/suggest.ts';
import { namingWords, strangeWords } from '../../config/naming.ts';
import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { templates } from './support/templates.ts';

/** A template for names that asks for what no name has. */
export const strangeNaming: Rule = {
  code: 'GP279',
  severity: 'error',
  title: 'an unknown word in a name',
  explanation: `Templates of \`naming\` know ${namingWords.map((word) => `\`\${${word}}\``).join(', ')}, and nothing else; \`$\${\` stands for \`\${\`.`,
  bad: topExample('"naming": "${stage}-${name}"'),
  good: topExample('"naming": "${environment}-${name}"'),
  keys: ['naming'],
  check: ({ config }) =>
    templates(config).flatMap(({ path, template }): Finding[] =>
      strangeWords(template).map((word) => ({
        path,
        message: `a name is made with "\${${word}}", which is not known here`,
        hint: didYouMean(word, namingWords) ?? `known: ${namingWords.map((each) => `\${${each}}`).join(', ')}`,
      })),
    ),
};
