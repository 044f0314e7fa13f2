import type { FileFacts } from '@gluepipeline/core';

import { digestOf, goneSince, whyNot } from './files.ts';
import { FolderError, listFolder, zipFolder } from './folder-zip.ts';

/** What the disk says about a folder that goes as a zip; the zip is made when its digest or size is asked for. */
export function folderFacts(folder: string, path: string): FileFacts {
  try {
    const listing = listFolder(folder, path);
    let zip: { readonly sha256: string; readonly size: number } | undefined;
    const packed = () => {
      if (zip == null) {
        const bytes = zipped(path, () => zipFolder(listing));
        zip = { sha256: digestOf([bytes]), size: bytes.length };
      }
      return zip;
    };
    return {
      kind: 'folder',
      files: listing.files,
      modules: listing.modules,
      get sha256() {
        return packed().sha256;
      },
      get size() {
        return packed().size;
      },
    };
  } catch (error) {
    return { kind: 'missing', reason: error instanceof FolderError ? error.message : whyNot(error) };
  }
}

/** The zip of a folder as it is now; throws a UserError where it cannot be made any more. */
export function zipOf(folder: string, path: string): Uint8Array {
  return zipped(path, () => zipFolder(listFolder(folder, path)));
}

function zipped(path: string, zip: () => Uint8Array): Uint8Array {
  try {
    return zip();
  } catch (error) {
    throw goneSince(path, error);
  }
}
