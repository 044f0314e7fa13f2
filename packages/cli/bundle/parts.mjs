import { fileURLToPath } from 'node:url';

import { transform } from 'esbuild';

import { straight } from './straight.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** How what we publish is bundled: one part for all that is imported late, as ES modules, the only kind that esbuild splits. */
export const partOptions = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // The ES modules of a package where it has both: only they can be shaken.
  mainFields: ['module', 'main'],
  // Naming any condition switches off esbuild's own "module", without which the AWS SDK comes as CommonJS, whole.
  conditions: ['@gluepipeline/source', 'module'],
};

/** A bundle has of our packages what it uses, and what a command does not use is not run when it starts. */
export const straightToOurs = () =>
  straight({
    '@gluepipeline/core': here('../../core/src/'),
    '@gluepipeline/aws': here('../../aws/src/'),
    '@gluepipeline/project': here('../../project/src/'),
  });

/** A part as CommonJS, in which import() of another is a late require(); `__importMetaUrl` is what it takes for its place. */
export async function asCommonJs(text) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__importMetaUrl' },
  });
  return code;
}
