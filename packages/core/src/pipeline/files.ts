/** What is known of one file or folder that a config names. */
export type FileFacts =
  | { readonly kind: 'file'; readonly sha256: string; readonly size: number }
  /** A folder goes as one zip file, and digest and size are those of the zip. */
  | {
      readonly kind: 'folder';
      readonly sha256: string;
      readonly size: number;
      /** How many files the zip holds, at least one. */
      readonly files: number;
      /** How many of them are Python modules (`.py`). */
      readonly modules: number;
    }
  | { readonly kind: 'missing'; readonly reason: string };

/** The files that a config names, by the path written there; read by whoever has a disk. */
export type Files = Readonly<Record<string, FileFacts>>;
