import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  // What builds and runs the image needs root, Debian's packages and minutes: npx nx image-test docker.
  testPathIgnorePatterns: ['/node_modules/', '/test/image/'],
};
