import assert from 'node:assert/strict';
import { hostFacts, type WindowDescription } from '../../../../src/vscode/doctor/hostFacts';
import type { HostFacts } from '../../../../src/vscode/doctor/doctorFacts';

// UIKind
const desktop = 1;
const web = 2;
// ExtensionKind
const local = 1;
const remote = 2;

// Seen to fail when: every window is on the desktop; the extension runs where the connection leads; every connection is named; a kind is missing; every workspace is trusted.
describe('the facts about the host', () => {
  const windows: Readonly<Record<string, readonly [WindowDescription, HostFacts]>> = {
    'a window on the desktop': [
      {
        uiKind: desktop,
        appHost: 'desktop',
        remoteName: undefined,
        extensionKind: local,
        workspaceTrusted: true,
      },
      {
        ui: 'desktop',
        appHost: 'desktop',
        remote: undefined,
        extensionHost: 'local',
        workspaceTrusted: true,
      },
    ],
    'a window in Restricted Mode': [
      {
        uiKind: desktop,
        appHost: 'desktop',
        remoteName: undefined,
        extensionKind: local,
        workspaceTrusted: false,
      },
      {
        ui: 'desktop',
        appHost: 'desktop',
        remote: undefined,
        extensionHost: 'local',
        workspaceTrusted: false,
      },
    ],
    'a window on the desktop with the extension on another machine': [
      {
        uiKind: desktop,
        appHost: 'desktop',
        remoteName: 'ssh-remote',
        extensionKind: remote,
        workspaceTrusted: true,
      },
      {
        ui: 'desktop',
        appHost: 'desktop',
        remote: 'ssh-remote',
        extensionHost: 'remote',
        workspaceTrusted: true,
      },
    ],
    'a window on another machine with the extension on this one': [
      {
        uiKind: desktop,
        appHost: 'desktop',
        remoteName: 'wsl',
        extensionKind: local,
        workspaceTrusted: true,
      },
      { ui: 'desktop', appHost: 'desktop', remote: 'wsl', extensionHost: 'local', workspaceTrusted: true },
    ],
    'a window in a browser': [
      {
        uiKind: web,
        appHost: 'codespaces',
        remoteName: 'codespaces',
        extensionKind: remote,
        workspaceTrusted: true,
      },
      {
        ui: 'web',
        appHost: 'codespaces',
        remote: 'codespaces',
        extensionHost: 'remote',
        workspaceTrusted: true,
      },
    ],
    'a window in a browser from a server, whose name is not told': [
      {
        uiKind: web,
        appHost: 'server-distro',
        remoteName: 'build-host.example:8000',
        extensionKind: remote,
        workspaceTrusted: true,
      },
      {
        ui: 'web',
        appHost: 'server-distro',
        remote: 'of a kind that is not shown',
        extensionHost: 'remote',
        workspaceTrusted: true,
      },
    ],
  };
  for (const [title, [description, facts]] of Object.entries(windows)) {
    it(`are those of ${title}`, () => {
      assert.deepEqual(hostFacts(description), facts);
    });
  }

  it('name every kind of remote connection that VS Code has of its own', () => {
    const kinds = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'];
    assert.deepEqual(
      kinds.map(
        (remoteName) =>
          hostFacts({
            uiKind: desktop,
            appHost: 'desktop',
            remoteName,
            extensionKind: remote,
            workspaceTrusted: true,
          }).remote,
      ),
      kinds,
    );
  });
});
