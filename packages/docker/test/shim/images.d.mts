export function imageId(name: string): string | undefined;
export function imageConfig(name: string): unknown;
export function imageRoot(name: string): string;
export function tagImage(name: string, other: string): void;
