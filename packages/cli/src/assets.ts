import { fileURLToPath } from 'node:url';

/** Folders that the bundle carries beside its code; undefined in a source tree, where packages find their own. */
export interface AssetFolders {
  readonly python: string | undefined;
  readonly templates: string | undefined;
}

/** esbuild.config.mjs sets the mark and copies the folders into dist. */
const bundled = process.env.GLUEPIPELINE_BUNDLED === 'yes';

/** Where this very build keeps them; looked up when asked for, as start-up has no need of them. */
export const assetFolders: AssetFolders = {
  get python() {
    return bundled ? folder('./python') : undefined;
  },
  get templates() {
    return bundled ? folder('./templates') : undefined;
  },
};

function folder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
