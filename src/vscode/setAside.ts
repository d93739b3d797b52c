import * as v from 'valibot';
import type { EditorSecrets } from './editorSecrets';

const asideSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** A storage that gives back something else each time must not fill the keyring. */
const most = 5;

/**
 * What was set aside under the key, oldest first.
 *
 * @throws what the storage does when it cannot be read.
 */
export async function asides(secrets: EditorSecrets, asideKey: string): Promise<readonly string[]> {
  const text = await secrets.get(asideKey);
  if (text === undefined) {
    return [];
  }
  const parsed = v.safeParse(asideSchema, text);
  return parsed.success ? parsed.output : [text];
}

/**
 * Keeps a copy of what this version cannot read, the first few of a key. Never rejects: a copy that cannot be made is no reason to fail whoever has just read it.
 *
 * @param asideKey where the copy goes.
 * @returns whether there is a copy now that was not there before.
 */
export async function setAside(secrets: EditorSecrets, asideKey: string, text: string): Promise<boolean> {
  try {
    const present = await asides(secrets, asideKey);
    if (present.includes(text) || present.length >= most) {
      return false;
    }
    await secrets.store(asideKey, JSON.stringify([...present, text]));
    return true;
  } catch {
    return false;
  }
}
