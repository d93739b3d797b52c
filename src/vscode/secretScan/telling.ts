/** The pieces of a text, with a call once the first of them is there. Of what cannot be read, there is none. */
export async function* telling(
  pieces: Iterable<string> | AsyncIterable<string>,
  isRead: () => void,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst) {
      isFirst = false;
      isRead();
    }
    yield piece;
  }
}
