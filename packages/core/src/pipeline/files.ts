/** What is known of one file that a config names. */
export type FileFacts =
  | { readonly kind: 'file'; readonly sha256: string; readonly size: number }
  | { readonly kind: 'missing'; readonly reason: string };

/** The files that a config names, by the path written there; read by whoever has a disk. */
export type Files = Readonly<Record<string, FileFacts>>;
