import { AwsError } from '../errors.ts';

/** The bytes of a Range header, both ends included; undefined for the whole; 416 when nothing of it exists. */
export function parseRange(text: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? [];
  if (from == null || to == null || (from === '' && to === '')) {
    return undefined; // S3 ignores what it does not understand, several ranges too.
  }
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) {
    return undefined;
  }
  if (start >= size || (from === '' && Number(to) === 0)) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  }
  return { start, end };
}
