/** One shape of an API model, in botocore's words. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  /** Names of shapes: by member of a structure, of a list's items, of a map's keys and values. */
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}

/** The inputs of a service's operations. */
export interface ServiceModel {
  readonly source: string;
  readonly targetPrefix: string;
  /** The input shape of each operation; null when it takes nothing. */
  readonly operations: Readonly<Record<string, string | null>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}
