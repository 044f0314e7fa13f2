import preset from '../../jest.preset.mjs';

export default { ...preset, testMatch: ['<rootDir>/test/verify/**/*.verify.ts'], testTimeout: 1_200_000 };
