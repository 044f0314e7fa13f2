/** Where ARNs are at home: the part of a Target that they are made of. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
}
