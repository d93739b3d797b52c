/**
 * Names of folders that globs leave out wherever they are. The globs are read once until they are said to have changed: a package manager writes tens of thousands of files in a
 * row, and each is asked about.
 */
export class ExcludedFolders {
  readonly #readGlobs: () => readonly string[];
  #names: ReadonlySet<string> | undefined;

  constructor(readGlobs: () => readonly string[]) {
    this.#readGlobs = readGlobs;
  }

  /** The globs may have changed. */
  forget(): void {
    this.#names = undefined;
  }

  /** Whether a path with slashes leads through such a folder, or to it. */
  has(path: string): boolean {
    const names = (this.#names ??= new Set(this.#readGlobs().flatMap(folderOf)));
    return path.split('/').some((part) => names.has(part));
  }
}

/** A glob that means more than one name is not understood. */
function folderOf(glob: string): readonly string[] {
  const name = /^(?:\*\*\/)?([^/*?{}[\]]+)(?:\/\*\*)?$/.exec(glob)?.[1];
  return name === undefined ? [] : [name];
}
