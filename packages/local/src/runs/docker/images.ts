/** AWS's image of a Glue version, for scripts on a machine that is not Glue's. */
export interface Image {
  readonly name: string;
  /** The Glue version that AWS names it for. */
  readonly version: string;
  /** Where AWS's documentation mounts the folder of the scripts. */
  readonly workspace: string;
  /** What the image asks of the environment before it starts. */
  readonly environment: (formats: string | undefined) => Readonly<Record<string, string>>;
}

/** Up to 4.0 an image makes itself certificates unless told not to, and loads the table formats that are named (DG, AWS Big Data Blog). */
const early = (formats: string | undefined): Readonly<Record<string, string>> => ({
  DISABLE_SSL: 'true',
  ...(formats == null ? {} : { DATALAKE_FORMATS: formats }),
});

const image5: Image = {
  name: 'public.ecr.aws/glue/aws-glue-libs:5',
  version: '5.0',
  workspace: '/home/hadoop/workspace',
  environment: () => ({}),
};

/** Those that AWS names (DG develop-local-docker-image): of 5.1 none, which the one of 5.0 is nearest to; of 6.0 none. */
const images: Readonly<Record<string, Image>> = {
  '3.0': {
    version: '3.0',
    name: 'public.ecr.aws/glue/aws-glue-libs:glue_libs_3.0.0_image_01',
    workspace: '/home/glue_user/workspace',
    environment: early,
  },
  '4.0': {
    version: '4.0',
    name: 'public.ecr.aws/glue/aws-glue-libs:glue_libs_4.0.0_image_01',
    workspace: '/home/glue_user/workspace',
    environment: early,
  },
  '5.0': image5,
  '5.1': image5,
};

/** The image of a Glue version, where AWS names one. */
export function imageOf(version: string | undefined): Image | undefined {
  return version == null || !Object.hasOwn(images, version) ? undefined : images[version];
}

/** The versions that have an image, in words. */
export const versionsWithImage = Object.keys(images).join(', ');
