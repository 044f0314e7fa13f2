/** One moment that is waited for; it keeps no process alive. */
export class Alarm {
  #timer: NodeJS.Timeout | undefined;

  /** Calls back after so many milliseconds; what was waited for before is forgotten. */
  set(milliseconds: number, action: () => void): void {
    this.off();
    this.#timer = setTimeout(action, milliseconds);
    this.#timer.unref();
  }

  off(): void {
    clearTimeout(this.#timer);
  }
}
