import type { HostFacts } from './doctorFacts';

/** As VS Code describes the window and where the extension runs in it. */
export interface WindowDescription {
  /** A `UIKind` of VS Code's API. */
  readonly uiKind: number;
  readonly appHost: string;
  readonly remoteName: string | undefined;
  /** An `ExtensionKind` of VS Code's API. */
  readonly extensionKind: number;
  readonly workspaceTrusted: boolean;
}

// The values of VS Code's API, so that this needs no editor to run.
const web = 2;
const local = 1;

/** The kinds of remote connection that VS Code and its own extensions have. Anything else could be the name of a machine. */
const remoteKinds = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'];

export function hostFacts({
  uiKind,
  appHost,
  remoteName,
  extensionKind,
  workspaceTrusted,
}: WindowDescription): HostFacts {
  return {
    ui: uiKind === web ? 'web' : 'desktop',
    appHost,
    remote:
      remoteName === undefined || remoteKinds.includes(remoteName)
        ? remoteName
        : 'of a kind that is not shown',
    extensionHost: extensionKind === local ? 'local' : 'remote',
    workspaceTrusted,
  };
}
