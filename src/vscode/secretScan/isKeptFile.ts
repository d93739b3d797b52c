import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { EnvFile } from '../envFile';
import { temporaryNameOf } from '../temporaryName';

/** Whether a file is one of those that are kept current, or what is prepared for one beside it. They are known by their real paths; a folder of the workspace can be a link. */
export function isKeptFile(files: readonly EnvFile[], file: string): boolean {
  if (files.length === 0) {
    return false;
  }
  try {
    const folder = realpathSync.native(path.dirname(file));
    const name = path.basename(file);
    const own = path.join(folder, temporaryNameOf(name) ?? name);
    return files.some(({ path: kept }) => kept === own);
  } catch {
    // Its folder is not there any more.
    return false;
  }
}
