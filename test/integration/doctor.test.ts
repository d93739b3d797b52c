import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { takePicture } from '../host/pictures';
import { calls, liveTokens, queueFault, recordedCalls, releaseHeld, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, profileOf, setSetting, sharedVariables } from './extension';
import { newMessages } from './messages';
import { readRunFile } from './runFile';

/** The report, with what differs from run to run replaced. */
async function runDoctor(): Promise<string> {
  const start = Date.now();
  await execute('nomba.doctor');
  // The editor of a former report still shows that one for a moment.
  const isNew = (): boolean => Date.parse(/on this machine: (\S+)/.exec(editorText())?.[1] ?? '') >= start;
  await eventually(isNew, true);
  return editorText()
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '<time>')
    .replaceAll(/\b\d+ (?:ms|s)\b/g, '<duration>')
    .replaceAll(new URL(readRunFile().baseUrl).host, '<host>');
}

function editorText(): string {
  return vscode.window.activeTextEditor?.document.getText() ?? '';
}

/** The lines of one section. */
function section(report: string, title: string): readonly string[] {
  const [, text = ''] = report.split(`# ${title}\n\n`);
  return (
    text
      .split(/\n\n?#/)[0]
      ?.trim()
      .split('\n') ?? []
  );
}

/** Everything that the doctor could change, as far as it can be seen from outside. */
async function stateOfThings(): Promise<unknown> {
  return {
    settings: await readFile(readRunFile().userSettingsFile, 'utf8'),
    tokens: await liveTokens(),
    shared: sharedVariables(),
    issued: (await calls()).filter((call) => !call.startsWith('unknown')),
  };
}

// Seen to fail when: the doctor renews the token, or asks with an account id (the first); the editor’s version is another; without a profile another word is said;
// an unreachable host does not stand out; the clocks are taken for equal; no failures are listed; VS Code is not told of a second report; the request has no
// deadline.
describe('nomba.doctor', () => {
  it('reports what is there, in an editor that cannot be saved, and changes nothing', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    newMessages();
    const before = await stateOfThings();
    const report = await runDoctor();
    await takePicture('doctor');
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.deepEqual(
      {
        standsOut: section(report, 'What stands out'),
        profile: section(report, '`sandbox`, the active one of this window'),
        clock: section(report, 'Clock'),
        reachability: section(report, 'Reachability'),
        route: section(report, 'Proxy')[0],
        secretStorage: section(report, 'Secret storage'),
        sharing: section(report, 'Sharing'),
        clients: section(report, 'HTTP clients'),
        language: document?.languageId,
        name: document?.fileName,
        dirty: document?.isDirty,
        messages: newMessages(),
        after: await stateOfThings(),
        asked: (await recordedCalls()).slice(1).map(({ method, path, accountId, bearer }) => ({
          method,
          path,
          accountId,
          bearer,
        })),
      },
      {
        standsOut: ['- Neither REST Client nor httpYac is installed.'],
        profile: [
          '- environment: custom',
          '- host: `<host>`',
          '- client secret: stored',
          '- token: fresh, stored',
          '- issued: <time>, <duration> ago',
          '- expires: <time>, in 24 minutes',
          '- next renewal: <time>, in 19 minutes',
          '- renewal lock: free',
        ],
        clock: [
          '- on this machine: <time>',
          '- at the active profile’s host: <time>; the same as on this machine, as far as can be seen',
        ],
        reachability: ['- `<host>`: reachable, HTTP 404 after <duration> (any status will do)'],
        route: '- for the active profile’s host: no proxy, because the host is this machine',
        secretStorage: [
          '- write: works, <duration>',
          '- read: works, <duration>',
          '- delete: works, <duration>',
        ],
        sharing: [
          '- nomba.shareWithHttpClients: sandbox',
          '- the active profile’s token: may be shared with this window',
          '- NOMBA_ACCESS_TOKEN: set by Nomba',
          '- NOMBA_ACCOUNT_ID: set by Nomba',
          '- NOMBA_SUB_ACCOUNT_ID: not set, as long as Nomba shares',
          '- NOMBA_BASE_URL: set by Nomba',
          '- nomba.shareWithTerminals: off',
          '- env files that are kept current: 0',
        ],
        clients: ['- REST Client: not installed', '- httpYac: not installed'],
        language: 'markdown',
        name: '/Nomba Doctor.md',
        dirty: false,
        messages: [],
        after: before,
        asked: [{ method: 'GET', path: '/', accountId: undefined, bearer: undefined }],
      },
    );
  });

  it('names the versions and the kind of window', async () => {
    const report = await runDoctor();
    const [tokens, editor, node] = section(report, 'Versions');
    const { electron } = process.versions as { readonly electron?: string };
    assert.deepEqual(
      { tokens, editor, node, host: section(report, 'Host') },
      {
        tokens: '- Nomba Tokens: `0.1.0`',
        editor: `- editor: \`${vscode.env.appName} ${vscode.version}\``,
        node: `- Node: ${process.versions.node}${electron === undefined ? '' : `, Electron ${electron}`}`,
        host:
          vscode.env.uiKind === vscode.UIKind.Web
            ? [
                `- window: web (\`${vscode.env.appHost}\`)`,
                '- remote: of a kind that is not shown',
                '- extension host: remote',
                '- workspace: trusted',
              ]
            : [
                '- window: desktop (`desktop`)',
                '- remote: no',
                '- extension host: local',
                '- workspace: trusted',
              ],
      },
    );
  });

  it('says without a profile what to do', async () => {
    const report = await runDoctor();
    assert.deepEqual(
      {
        standsOut: section(report, 'What stands out')[0],
        reachability: section(report, 'Reachability'),
        calls: await calls(),
      },
      {
        standsOut: '- There is no profile that can be used. Run “Nomba: Add Profile…”.',
        reachability: ['- not tried, there is no profile'],
        calls: [],
      },
    );
  });

  it('says that a host cannot be reached', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const profile = { ...profileOf(credentials()), baseUrl: `http://127.0.0.1:${port}` };
    await setSetting('nomba.profiles', [profile]);
    const report = await runDoctor();
    assert.deepEqual(
      {
        standsOut: section(report, 'What stands out').slice(0, 2),
        reachability: section(report, 'Reachability'),
        clock: section(report, 'Clock')[1],
      },
      {
        standsOut: [
          '- The host of the active profile cannot be reached. Check the connection, a proxy or a VPN.',
          '- The active profile has no client secret on this machine. Run “Nomba: Set Client Secret (Private Key)…”.',
        ],
        reachability: [
          `- \`127.0.0.1:${port}\`: no connection: the name is unknown, the port closed, a proxy refused, or nobody answered (unreachable after <duration>)`,
        ],
        clock: '- at the active profile’s host: unknown',
      },
    );
  });

  it('says by how much the clocks differ', async () => {
    await execute('nomba.addProfile', credentials());
    await setOptions({ clockOffsetMs: -(2 * 60 + 3.5) * 60_000 });
    const report = await runDoctor();
    assert.deepEqual(
      { standsOut: section(report, 'What stands out')[0], clock: section(report, 'Clock')[1] },
      {
        standsOut:
          '- The clocks differ: this machine is 2 hours 3 minutes ahead. Set the clock of this machine.',
        clock: '- at the active profile’s host: <time>; this machine is 2 hours 3 minutes ahead',
      },
    );
  });

  it('lists the last failures by their kind', async () => {
    await execute('nomba.addProfile', credentials());
    await queueFault({ kind: 'issue', type: 'respond', status: 503 });
    await execute('nomba.issueToken', { force: true });
    const [newest] = section(await runDoctor(), 'Last failures');
    assert.equal(newest, '- <time>, <duration> ago: server, `sandbox`');
  });

  it('puts a second report in the place of the first', async () => {
    await execute('nomba.addProfile', credentials());
    await runDoctor();
    await execute('nomba.revokeToken', { confirm: true });
    const second = await runDoctor();
    assert.deepEqual(
      {
        token: section(second, '`sandbox`, the active one of this window')[3],
        tabs: vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length,
      },
      { token: '- token: signedOut, not stored', tabs: 1 },
    );
  });

  it('opens although the host does not answer', async () => {
    await execute('nomba.addProfile', credentials());
    await queueFault({ kind: 'unknown', type: 'hold', moment: 'before' });
    const report = await runDoctor();
    await releaseHeld();
    assert.deepEqual(section(report, 'Reachability'), [
      '- `<host>`: connected, but no answer within <duration> (timeout after <duration>)',
    ]);
  });
});
