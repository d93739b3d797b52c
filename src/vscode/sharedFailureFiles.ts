import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { SharedFailure, SharedFailures } from '../tokens/sharedFailures';
import { failureSentences, type FailureKind } from '../tokens/tokenError';
import { identityFile } from './identityFile';

const recordSchema = v.object({
  kind: v.picklist(Object.keys(failureSentences) as FailureKind[]),
  at: v.pipe(v.number(), v.finite()),
  retryAfter: v.pipe(v.number(), v.finite()),
});

/** One small file per identity, beside its lock. It holds nothing but the kind of a failure and when it was. */
export class SharedFailureFiles implements SharedFailures {
  readonly #folder: string;

  /** @param folder that all windows of this machine share; created when it is first needed. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(identityKey: string): Promise<SharedFailure | undefined> {
    try {
      const text = await readFile(this.#fileOf(identityKey), 'utf8');
      return v.parse(recordSchema, JSON.parse(text));
    } catch {
      // None, or none that this version can read.
      return undefined;
    }
  }

  async write(identityKey: string, failure: SharedFailure): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.#fileOf(identityKey), JSON.stringify(failure));
    } catch {
      // The other windows will find out by themselves.
    }
  }

  async clear(identityKey: string): Promise<void> {
    await rm(this.#fileOf(identityKey), { force: true }).catch(() => undefined);
  }

  #fileOf(identityKey: string): string {
    return identityFile(this.#folder, identityKey, 'failure');
  }
}
