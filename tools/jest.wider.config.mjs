import preset from '../jest.preset.mjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/test/wider/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
