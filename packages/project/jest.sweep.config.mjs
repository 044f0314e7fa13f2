import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/test/sweep/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
