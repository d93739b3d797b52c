import path from 'node:path';

/** Whether a path is that of a folder, or lies in it. Both absolute and real: links are not followed. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  // On another drive of Windows the relative path is an absolute one.
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
