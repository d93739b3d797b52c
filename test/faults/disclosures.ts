import { inspect } from 'node:util';

/** What anybody can read of a value: every text that JavaScript makes of it and of its own properties, hidden ones included. */
export function disclosures(value: unknown): readonly string[] {
  const texts = [
    String(value),
    attempt(() => JSON.stringify(value)),
    inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null }),
    // As the console and the log of the extension host print it.
    inspect(value),
  ];
  if (typeof value === 'object' && value !== null) {
    texts.push(...Reflect.ownKeys(value).map((key) => `${String(key)}: ${String(Reflect.get(value, key))}`));
  }
  if (value instanceof Error) {
    texts.push(value.message, value.stack ?? '');
  }
  return texts.filter((text) => text !== undefined);
}

/** `undefined` for what has no such form, as a circle has no JSON. */
function attempt(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
