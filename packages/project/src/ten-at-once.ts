/** Each ask is a call to AWS and more. */
const atOnce = 10;

/**
 * What asking about each item gives, in the order of the items; about ten are asked at a time. Once an answer is enough,
 * no further ones are asked about.
 */
export async function tenAtOnce<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
  isEnough: (answer: Answer) => boolean = () => false,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length && !answers.some(isEnough); at += atOnce) {
    answers.push(...(await Promise.all(items.slice(at, at + atOnce).map(ask))));
  }
  return answers;
}
