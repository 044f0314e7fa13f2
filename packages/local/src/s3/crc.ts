import { crc32 as crc32Of } from 'node:zlib';

/** A running checksum; `digest` is base64 as S3 headers carry it. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  digest(): string;
}

const digest32 = (value: number): string => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value >>> 0);
  return out.toString('base64');
};

/** CRC-32 (ISO-HDLC). */
export function crc32(): Checksum {
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32Of(bytes, crc);
    },
    digest: () => digest32(crc),
  };
}

/** The table of CRC-32C, whose reflected polynomial is 0x82f63b78. */
const castagnoli = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  }
  return value;
});

/** CRC-32C (Castagnoli). */
export function crc32c(): Checksum {
  let crc = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) {
        crc = (crc >>> 8) ^ (castagnoli[(crc ^ byte) & 0xff] ?? 0);
      }
    },
    digest: () => digest32(crc ^ 0xffffffff),
  };
}

const nvme = 0x9a6c9329ac4bc9b5n;

/** The table of the reflected CRC-64/NVME, in halves: BigInt is too slow for a byte at a time. */
const [high64, low64] = ((): readonly [Uint32Array, Uint32Array] => {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let index = 0; index < 256; index++) {
    let value = BigInt(index);
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1n ? (value >> 1n) ^ nvme : value >> 1n;
    }
    high[index] = Number(value >> 32n);
    low[index] = Number(value & 0xffffffffn);
  }
  return [high, low];
})();

/** CRC-64/NVME. */
export function crc64nvme(): Checksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (low64[index] ?? 0);
        high = (high >>> 8) ^ (high64[index] ?? 0);
      }
    },
    digest() {
      const out = Buffer.alloc(8);
      out.writeUInt32BE((high ^ 0xffffffff) >>> 0, 0);
      out.writeUInt32BE((low ^ 0xffffffff) >>> 0, 4);
      return out.toString('base64');
    },
  };
}
