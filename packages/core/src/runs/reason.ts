/** A kind of failure that is known. */
export interface Reason {
  /** A short name, the same for ever: scripts may look for it. */
  readonly id: string;
  /** Matches what a run of that kind says, in its message or in its log. */
  readonly pattern: RegExp;
  /** What happened, in one plain sentence. */
  readonly why: string | ((match: RegExpExecArray) => string);
  /** What to change, in the words of the config where it is the config. */
  readonly change: string | ((match: RegExpExecArray) => string);
}

/** What is known of one failure. */
export interface KnownReason {
  readonly id: string;
  readonly why: string;
  readonly change: string;
}

/** A reason applied to a text, where it fits. */
export function reasonIn(reason: Reason, text: string): KnownReason | undefined {
  const match = reason.pattern.exec(text);
  const say = (words: Reason['why'], found: RegExpExecArray) => (typeof words === 'string' ? words : words(found));
  return match == null ? undefined : { id: reason.id, why: say(reason.why, match), change: say(reason.change, match) };
}
