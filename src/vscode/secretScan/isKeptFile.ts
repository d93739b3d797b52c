import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { EnvFile } from '../envFile';

/** Whether a file is one of those that are kept current. They are known by their real paths; a folder of the workspace can be a link. */
export function isKeptFile(files: readonly EnvFile[], file: string): boolean {
  if (files.length === 0) {
    return false;
  }
  try {
    const folder = realpathSync.native(path.dirname(file));
    return files.some(({ path: kept }) => kept === path.join(folder, path.basename(file)));
  } catch {
    // Its folder is not there any more.
    return false;
  }
}
