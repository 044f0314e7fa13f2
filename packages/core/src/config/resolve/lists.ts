/** The lists of a config whose entries have names. */
export const lists = ['jobs', 'crawlers', 'triggers'] as const;

/** One of them. */
export type List = (typeof lists)[number];
