import root from '../../eslint.config.mjs';

/** The rooms of core, lowest first: a room imports only from rooms before it. */
export const rooms = [
  'config',
  'pipeline',
  'resources',
  'plan',
  'deploy',
  'runs',
  'cost',
  'access',
  'report',
  'testing',
];

const roomRules = rooms.map((room, index) => ({
  files: [`src/${room}/**/*.ts`, `**/packages/core/src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...rooms.slice(index + 1).map((above) => ({
            regex: `^(\\.\\./)+${above}(/|$)`,
            message: `${room} is below ${above}: imports go down only`,
          })),
          { regex: '^(\\.\\./)+index\\.ts$', message: 'inside the package import files directly' },
          { group: ['node:*', '@aws-sdk/*'], message: 'core is pure: no node:*, no network' },
        ],
      },
    ],
  },
}));

export default [
  ...root,
  ...roomRules,
  {
    files: ['src/**/*.ts', '**/packages/core/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'fetch', 'setTimeout', 'setInterval', 'console'].map((name) => ({
          name,
          message: 'core is pure: take what you need as a value or a port',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'core has no clock: take the time as a value' },
        { object: 'Math', property: 'random', message: 'core has no dice: take randomness through the Clock port' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core has no clock' },
      ],
    },
  },
];
