/** What is known of one file or folder that a config names. */
export type FileFacts =
  | {
      readonly kind: 'file';
      readonly sha256: string;
      readonly size: number;
      /** What is in it, of a file that is not large; left out where nobody has read it. */
      readonly text?: string | undefined;
      /** What Python says is wrong with it; left out where Python was not asked, or has nothing to say. */
      readonly syntax?: PythonProblem;
      /** The Python modules and packages in its folder, itself apart, by the names under which they are imported. */
      readonly modulesBeside?: readonly string[];
    }
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

/** A place of a script that Python does not understand. */
export interface PythonProblem {
  /** From 1. */
  readonly line: number;
  /** In Python's words. */
  readonly message: string;
  /** The version of the Python that was asked, such as `3.11`. */
  readonly python: string;
}

/** The files that a config names, by the path written there; read by whoever has a disk. */
export type Files = Readonly<Record<string, FileFacts>>;
