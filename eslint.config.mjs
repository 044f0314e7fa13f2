import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What each room may import; `docs/decisions/0002-rooms.md` says why. */
export const roomConstraints = [
  {
    sourceTag: 'room:core',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: [
      'valibot',
      '@valibot/to-json-schema',
      'yaml',
      'jsonc-parser',
      'p-limit',
      '@dagrejs/dagre',
      'croner',
      'cronstrue',
      'fastest-levenshtein',
      '@jest/globals',
      'fast-check',
    ],
  },
  { sourceTag: 'room:local', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'room:adapter', onlyDependOnLibsWithTags: ['room:core'] },
  { sourceTag: 'room:project', onlyDependOnLibsWithTags: ['room:core', 'room:adapter', 'room:local'] },
  { sourceTag: 'room:front', onlyDependOnLibsWithTags: ['room:core', 'room:project'] },
  { sourceTag: 'room:image', onlyDependOnLibsWithTags: ['room:front'] },
];

/** What tests may also use: an adapter is tested over the wire, core's JSON Schema is held to a validator of others, its page to a browser. */
export const testConstraints = roomConstraints.map((rule) => {
  switch (rule.sourceTag) {
    case 'room:core':
      return {
        ...rule,
        allowedExternalImports: [...rule.allowedExternalImports, 'ajv', 'axe-core', 'playwright-core'],
      };
    case 'room:adapter':
    case 'room:front':
      return { ...rule, onlyDependOnLibsWithTags: [...rule.onlyDependOnLibsWithTags, 'room:local', 'room:core'] };
    default:
      return rule;
  }
});

const boundaries = (depConstraints) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    banTransitiveDependencies: true,
    // What a command loads late to start fast, a test may load at once.
    checkDynamicDependenciesExceptions: ['@gluepipeline/local', '@gluepipeline/aws', '@gluepipeline/project'],
    depConstraints,
  },
];

const awsOnlyInAws = {
  group: ['@aws-sdk/*', '@smithy/*'],
  message: 'only packages/aws talks to the AWS SDK',
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out-tsc/**', '**/node_modules/**', '**/fixtures/**', '**/.nx/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(roomConstraints),
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      curly: 'error',
      eqeqeq: ['error', 'always', { null: 'never' }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(testConstraints),
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/packages/aws/**', '**/packages/local/test/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [awsOnlyInAws] }] },
  },
  prettier,
);
