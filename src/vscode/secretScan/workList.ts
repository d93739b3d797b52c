/** Files that wait to be searched; more of them stand for the whole workspace. */
const mostFiles = 10_000;

/** What is still to be done, each thing once, in the order in which it is urgent. */
export class WorkList {
  /** The stored secrets have to be read anew; with `workspace`, what comes of it is sought everywhere. */
  secrets = false;
  /** All files of the workspace have to be searched. */
  workspace = false;
  /** Git may do something else with the files by now. */
  git = false;
  /** The URIs of open documents, and of files. */
  readonly documents = new Set<string>();
  readonly files = new Set<string>();

  /** A file was written. So many at once, and all are searched anew. */
  addFile(uri: string): void {
    if (this.files.size < mostFiles) {
      this.files.add(uri);
    } else {
      this.workspace = true;
    }
  }

  /** Nothing of the workspace is searched any more; what is open is. */
  dropFiles(): void {
    this.workspace = false;
    this.files.clear();
  }

  /** Whether there is something to search, or something else to search it for. */
  get hasTexts(): boolean {
    return this.secrets || this.workspace || this.documents.size > 0 || this.files.size > 0;
  }

  get isEmpty(): boolean {
    return !this.git && !this.hasTexts;
  }
}

/** Takes one out. */
export function takeFrom(set: Set<string>): string | undefined {
  const [first] = set;
  if (first !== undefined) {
    set.delete(first);
  }
  return first;
}
