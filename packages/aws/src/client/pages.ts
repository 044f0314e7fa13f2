/** One page of a list, and where the next begins. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Nothing, or "", on the last page. */
  readonly next: string | undefined;
}

/** Everything on all pages; a page may be of any size, empty too, and only a missing token ends the list. */
export async function allPages<T>(fetch: (token: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await fetch(token);
    items.push(...page.items);
    token = page.next === '' || page.next === token ? undefined : page.next;
  } while (token != null);
  return items;
}

/** The first page that holds anything, or nothing where none does. */
export async function firstPage<T>(fetch: (token: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  let token: string | undefined;
  for (;;) {
    const page = await fetch(token);
    if (page.items.length > 0 || page.next == null || page.next === '' || page.next === token) {
      return page.items;
    }
    token = page.next;
  }
}

/** A token as a member of a request, absent on the first page. */
export function pageToken(token: string | undefined): { readonly NextToken?: string } {
  return token == null ? {} : { NextToken: token };
}
