import { ask, buildahWords } from '../../tools/engine.mjs';

const buildah = (...words) => ask('buildah', [...buildahWords(), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });

/** The id of an image by the name that docker would know it by, or undefined. */
export function imageId(name) {
  try {
    return buildah('images', '--quiet', '--no-trunc', `localhost/${name.includes(':') ? name : `${name}:latest`}`);
  } catch {
    return undefined;
  }
}

/** What the image says about itself: Env, Entrypoint, Cmd, User, WorkingDir, Volumes, Labels; and its layers. */
export function imageConfig(name) {
  const { OCIv1 } = JSON.parse(buildah('inspect', '--type', 'image', idOf(name)));
  return { ...OCIv1.config, layers: OCIv1.rootfs.diff_ids, created: OCIv1.created };
}

/** The files of an image as a folder, made once. It is what all containers of it share: nobody writes there. */
export function imageRoot(name) {
  const id = idOf(name);
  const container = `root-${id.replace('sha256:', '').slice(0, 12)}`;
  try {
    return buildah('mount', container);
  } catch {
    buildah('from', '--name', container, id);
    return buildah('mount', container);
  }
}

/** Another name for an image. */
export function tagImage(name, other) {
  buildah('tag', idOf(name), `localhost/${other}`);
}

function idOf(name) {
  const id = imageId(name);
  if (id == null || id === '') {
    throw new Error(`no such image: ${name}`);
  }
  return id;
}
