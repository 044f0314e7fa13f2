import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/test/moto/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
