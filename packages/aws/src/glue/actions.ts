/** What can be done with one resource, whoever owns it: the caller has made sure of that. */
export interface Actions {
  create(): Promise<void>;
  /** Overwrites the definition of the live one, or of it what differs where there is a call for that alone. */
  overwrite(fields?: readonly string[]): Promise<void>;
  /** Makes one of the same name what it should be; called where `create` found the name taken. */
  takeOver(): Promise<void>;
  /** Returns when it is gone; one that is gone already is done. */
  remove(): Promise<void>;
}
