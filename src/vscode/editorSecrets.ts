import type { SecretStorage, SecretStorageChangeEvent } from 'vscode';
import type { Disposable } from '../tokens/ports';

/** The part of the editor's SecretStorage that is used here, without its classes, which exist only inside an editor. */
export interface EditorSecrets extends Pick<SecretStorage, 'get' | 'store' | 'delete'> {
  readonly onDidChange: (listener: (event: SecretStorageChangeEvent) => void) => Disposable;
}

/** Under which key each thing lies in SecretStorage. */
export const secretKeys = {
  tokenSet: (identityKey: string) => `nomba.tokenSet:${identityKey}`,
  clientSecret: (identityKey: string) => `nomba.clientSecret:${identityKey}`,
  /** A token record that could not be read, for whoever wants to find out why. */
  unreadable: (identityKey: string) => `nomba.unreadable:${identityKey}`,
  index: 'nomba.index',
  /** An index that could not be read. */
  unreadableIndex: 'nomba.unreadableIndex',
} as const;
