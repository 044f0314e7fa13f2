declare module 'write-file-atomic' {
  interface Options {
    readonly mode?: number;
    readonly fsync?: boolean;
    readonly chown?: false;
  }
  function writeFileAtomic(filename: string, data: string | Uint8Array, options?: Options): Promise<void>;
  export { writeFileAtomic as default };
}
