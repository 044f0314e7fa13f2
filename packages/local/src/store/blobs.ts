import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, openSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { BlobInfo, Blobs } from './store.ts';

const newId = (): string => randomBytes(20).toString('hex');
const md5Of = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Blobs in memory: gone with the process. */
export function memoryBlobs(): Blobs {
  const blobs = new Map<string, Buffer>();
  return {
    async write(content): Promise<BlobInfo> {
      const bytes = Buffer.isBuffer(content) ? content : await buffer(content);
      const id = newId();
      blobs.set(id, bytes);
      return { id, size: bytes.length, md5: md5Of(bytes) };
    },
    read: (id, range) => {
      const bytes = blobs.get(id);
      return bytes == null
        ? failing(`blob ${id} is gone`)
        : Readable.from(pieces(range == null ? bytes : bytes.subarray(range.start, range.end + 1)));
    },
    delete: (id) => Promise.resolve(void blobs.delete(id)),
    list: () => Promise.resolve([...blobs.keys()]),
  };
}

/** Blobs as files of a folder, each written beside its place, synced, and renamed. */
export function folderBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string): string => join(folder, id);
  return {
    async write(content): Promise<BlobInfo> {
      const id = newId();
      const temporary = `${pathOf(id)}.part`;
      const md5 = createHash('md5');
      let size = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          md5.update(chunk);
          size += chunk.length;
          done(null, chunk);
        },
      });
      try {
        const source = Buffer.isBuffer(content) ? Readable.from(pieces(content)) : content;
        // `flush` syncs before close: an answered put survives a power cut.
        const sink = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(source, meter, sink);
        await rename(temporary, pathOf(id));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { id, size, md5: md5.digest('hex') };
    },
    // Opened at once: a reader keeps its bytes though the object is replaced or deleted a moment later.
    read: (id, range) => createReadStream('', { ...range, fd: openSync(pathOf(id), 'r') }),
    delete: (id) => rm(pathOf(id), { force: true }),
    list: () => readdir(folder),
  };
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) {
    yield bytes.subarray(start, start + 65_536);
  }
}

const failing = (message: string): Readable =>
  new Readable({
    read() {
      this.destroy(new Error(message));
    },
  });
