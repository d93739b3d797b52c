import type { EditorSecrets } from './editorSecrets';

/**
 * Keeps a copy of what this version cannot read. Never rejects: a copy that cannot be made is no reason to fail whoever has just read it.
 *
 * @param asideKey where the copy goes.
 * @returns whether there is a copy now that was not there before.
 */
export async function setAside(secrets: EditorSecrets, asideKey: string, text: string): Promise<boolean> {
  try {
    if ((await secrets.get(asideKey)) === text) {
      return false;
    }
    await secrets.store(asideKey, text);
    return true;
  } catch {
    return false;
  }
}
