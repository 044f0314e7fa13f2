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
    this.#ready = docker.labelled(this.label).then((left) => docker.remove(...left));
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
    await this.#ready;
    const here = this.#images.get(image) ?? this.#pull(image, onLine);
    this.#images.set(image, here);
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
    this.#onNotice(problem == null ? `pulled ${image}` : `${image} could not be pulled: ${problem}`);
    if (problem != null) {
      this.#images.delete(image);
    }
    return problem;
  }
}

/** Resolves with the signal. */
function cancelled(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const tell = (): void => resolve('nobody waits for it any more');
    if (signal.aborted) {
      tell();
    }
    signal.addEventListener('abort', tell, { once: true });
  });
}
