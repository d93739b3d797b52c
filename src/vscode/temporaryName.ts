import { randomUUID } from 'node:crypto';
import path from 'node:path';

/** Between the name of the file and a UUID. Nobody else’s files must have names like ours: those that are left behind are removed. */
const beginning = '.nomba-tokens-';

const ending = '.tmp';

/** RFC 9562 section 5.4, in lower case. */
const rest = /\.nomba-tokens-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.tmp$/;

/** The pattern of all that {@link temporaryName} gives for a file, after the name of that file. */
export const temporaryPattern = { beginning, end: `*${ending}` } as const;

/** A new name for what is prepared to take the place of the file. */
export function temporaryName(file: string): string {
  return `${path.basename(file)}${beginning}${randomUUID()}${ending}`;
}

/** The name of the file that a temporary one was prepared for; `undefined` for a name that is none of {@link temporaryName}. */
export function temporaryNameOf(name: string): string | undefined {
  const found = rest.exec(name);
  return found === null || found.index === 0 ? undefined : name.slice(0, found.index);
}
