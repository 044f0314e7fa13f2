import { ask, buildahWords } from '../../tools/engine.mjs';

/** Lets go of the files of the images; the images stay, since the next build takes what has not changed from them. */
export default function teardown() {
  if (process.env.GLUEPIPELINE_IMAGE_ENGINE === 'buildah') {
    ask('buildah', [...buildahWords(), 'rm', '--all'], { stdio: ['ignore', 'pipe', 'inherit'] });
  }
}
