// Stands in for Crc32Node.js of @smithy/core, which imports node:zlib for the checksums of S3, also where nothing goes to
// S3: zlib is loaded with the first checksum.
import { Crc32Js } from './Crc32Js';

/** Node's own checksum where it has one (20.15, 22.2), else the one in JavaScript. */
export const Crc32Node = class {
  digestLength = 4;
  #own = native() == null ? new Crc32Js() : undefined;
  #value = 0;

  update(data) {
    if (this.#own != null) {
      this.#own.update(data);
    } else {
      this.#value = native()(data, this.#value);
    }
  }

  digestSync() {
    return this.#own == null ? this.#value >>> 0 : this.#own.digestSync();
  }

  async digest() {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, this.digestSync(), false);
    return bytes;
  }

  reset() {
    this.#value = 0;
    this.#own?.reset();
  }
};

function native() {
  return process.getBuiltinModule('node:zlib').crc32;
}
