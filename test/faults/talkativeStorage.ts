import type { EditorSecrets } from '../../src/vscode/editorSecrets';

/** The storage, but its errors tell all they know: the given text is in the message, in the cause and in a property. */
export function talkativeStorage(storage: EditorSecrets, tale: string): EditorSecrets {
  const operate = <Result>(work: () => PromiseLike<Result>): PromiseLike<Result> => {
    const tell = (error: unknown): never => {
      throw talkativeError(String(error), tale);
    };
    try {
      return work().then((result) => result, tell);
    } catch (error) {
      return tell(error);
    }
  };
  return {
    get: (key) => operate(() => storage.get(key)),
    store: (key, value) => operate(() => storage.store(key, value)),
    delete: (key) => operate(() => storage.delete(key)),
    onDidChange: (listener) => storage.onDidChange(listener),
  };
}

export function talkativeError(message: string, tale: string): Error {
  return Object.assign(new Error(`${message} ${tale}`, { cause: tale }), { value: tale });
}
