import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Docker } from './client.ts';

/** The containers of one folder of state. */
export class Containers {
  readonly #docker: Docker;
  readonly #onNotice: (text: string) => void;
  readonly #closed: AbortSignal;
  /** Images that are here, or on their way. */
  readonly #images = new Map<string, Promise<string | undefined>>();
  /** Resolves when what a predecessor left is gone. */
  readonly #ready: Promise<void>;
  /** What says whose a container is. */
  readonly label: string;

  /** `folder` is the folder of state; `onNotice` is told what takes long; with `closed` no image is waited for any more. */
  constructor(docker: Docker, folder: string, onNotice: (text: string) => void, closed: AbortSignal) {
    this.#docker = docker;
    this.#onNotice = onNotice;
    this.#closed = closed;
    this.label = `gluepipeline.folder=${folder}`;
    // A container ends by itself with its endpoint; but the whole machine may have gone down.
    // Closed, whatever is there now is a successor's.
    this.#ready = docker.labelled(this.label).then((left) => docker.remove(...(closed.aborted ? [] : left)));
  }

  /** How containers reach the endpoint. */
  get network(): Docker['network'] {
    return this.#docker.network;
  }

  /**
   * Brings the image here, once for all who ask; the reason where that fails, and then the next one tries again.
   * `onLine` hears what docker says of a pull that it has set off.
   */
  async ensure(image: string, onLine: (line: string) => void, signal: AbortSignal): Promise<string | undefined> {
    const here = this.#ready.then(() => {
      if (signal.aborted) {
        return unwanted;
      }
      const known = this.#images.get(image) ?? this.#pull(image, onLine);
      this.#images.set(image, known);
      return known;
    });
    return Promise.race([here, cancelled(signal)]);
  }

  /** Starts `docker run`. */
  start(argv: readonly string[], environment: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
    return this.#docker.start(argv, environment);
  }

  /** Ends and removes a container, if it is there. */
  async remove(name: string): Promise<void> {
    await this.#docker.remove(name);
  }

  async #pull(image: string, onLine: (line: string) => void): Promise<string | undefined> {
    if (await this.#docker.has(image)) {
      return undefined;
    }
    // DG develop-local-docker-image asks for 7 GB of disk.
    const text = `pulling ${image}: once, and it takes a while (AWS asks for 7 GB of disk)`;
    this.#onNotice(text);
    onLine(text);
    const problem = await this.#docker.pull(image, onLine, this.#closed);
    if (!this.#closed.aborted) {
      this.#onNotice(problem == null ? `pulled ${image}` : `${image} could not be pulled: ${problem}`);
    }
    if (problem != null) {
      this.#images.delete(image);
    }
    return problem;
  }
}

/** Of an image that a run has asked for and then was stopped. */
const unwanted = 'nobody waits for it any more';

/** Resolves with the signal. */
function cancelled(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const tell = (): void => resolve(unwanted);
    if (signal.aborted) {
      tell();
    }
    signal.addEventListener('abort', tell, { once: true });
  });
}
