import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** A file of an identity. Its key holds characters that no file name may have, and need not be readable to whoever looks into the folder. */
export function identityFile(folder: string, identityKey: string, extension: string): string {
  return join(folder, `${createHash('sha256').update(identityKey).digest('hex')}.${extension}`);
}
