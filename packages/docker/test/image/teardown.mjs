import { ask, buildahWords } from '../../tools/engine.mjs';

const buildah = (...words) => ask('buildah', [...buildahWords(), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Lets go of the files of the images. In CI, where every run builds anew, only the stand-ins for the bases are kept. */
export default function teardown() {
  if (process.env.GLUEPIPELINE_IMAGE_ENGINE !== 'buildah') {
    return;
  }
  buildah('rm', '--all');
  if (process.env.CI) {
    const images = buildah('images', '--all', '--noheading', '--format', '{{.ID}} {{.Name}}').split('\n');
    const kept = new Set(images.filter((line) => line.includes('/stand-in/')).map((line) => line.split(' ')[0]));
    const gone = new Set(images.map((line) => line.split(' ')[0]).filter((id) => id !== '' && !kept.has(id)));
    if (gone.size > 0) {
      buildah('rmi', '--force', ...gone);
    }
  }
}
