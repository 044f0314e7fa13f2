export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // What needs more than Node and python3 has a command of its own: npm run test:wider, npm run test:page.
  testPathIgnorePatterns: ['/node_modules/', '/test/wider/', '/test/moto/', '/test/sweep/', '/test/page/'],
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@gluepipeline/source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.spec.json' }] },
};
