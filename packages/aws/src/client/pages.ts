/** One page of a list, and where the next begins. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Nothing, or "", on the last page. */
  readonly next: string | undefined;
}

/** Everything on all pages; a page may be of any size, empty too, and only a missing token ends the list. */
export function allPages<T>(fetch: (token: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  return pagesUntil(fetch, () => false);
}

/** What is on the pages up to the first after which `enough` holds, or on all of them. */
export async function pagesUntil<T>(
  fetch: (token: string | undefined) => Promise<Page<T>>,
  enough: (items: readonly T[]) => boolean,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await fetch(token);
    items.push(...page.items);
    token = page.next === '' || page.next === token ? undefined : page.next;
  } while (token != null && !enough(items));
  return items;
}

/** A token as a member of a request, absent on the first page. */
export function pageToken(token: string | undefined): { readonly NextToken?: string } {
  return token == null ? {} : { NextToken: token };
}
