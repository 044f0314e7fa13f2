import writeFileAtomic from 'write-file-atomic';

/**
 * Replaces a file as one step: readers, and whoever starts after a crash, see the old content or the new, never a
 * part. Only its owner may read it.
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  await writeFileAtomic(path, content, { mode: 0o600 });
}
