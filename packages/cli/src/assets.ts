/** Folders that the bundle carries beside its code; undefined in a source tree, where packages find their own. */
export interface AssetFolders {
  readonly python: string | undefined;
  readonly templates: string | undefined;
}

/** esbuild.config.mjs sets the mark and copies the folders into dist. */
const bundled = process.env.GLUEPIPELINE_BUNDLED === 'yes';

/** Where this very build keeps them. */
export const assetFolders: AssetFolders = bundled
  ? { python: folder('./python'), templates: folder('./templates') }
  : { python: undefined, templates: undefined };

function folder(path: string): string {
  return decodeURIComponent(new URL(path, import.meta.url).pathname);
}
