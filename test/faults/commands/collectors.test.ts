import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { commandPalette, type CommandId } from '../../../src/contributions';
import { RandomSource } from '../schedules/randomSource';
import { Sightings } from '../sightings';
import { CommandWindow, type CommandSecrets } from './commandWindow';
import { unexpectedEnds, unhandled } from './defects';
import { EchoServer } from './echoServer';
import { loadExtension, type LoadedExtension } from './loadExtension';
import type { visiblePlaces } from './places';
import { watchProcess } from './watchProcess';

const secrets: CommandSecrets = {
  clientSecret: "test-secret=\"7f+/%3D\\ '<&>'",
  accessToken: 'test-access-0Kd83hf-2Lw9x5-stored',
  refreshToken: 'test-refresh-token-of-the-store',
  newAccessToken: 'test-access-token-that-nomba-brings',
  newRefreshToken: 'test-refresh-token-that-nomba-brings',
  newClientSecret: 'test-secret-that-the-user-enters',
  proxyPassword: 'test-password-of-the-proxy',
};
/** 12 characters in the middle of the stored access token. */
const piece = secrets.accessToken.slice(12, 24);

interface Broken {
  readonly editor: typeof vscode;
  readonly window: CommandWindow;
  readonly baseUrl: string;
}

/** What a broken product would do, by where it would show. */
const plants: Readonly<
  Record<
    (typeof visiblePlaces)[number] | 'console' | 'unhandled rejections' | 'clipboard',
    (broken: Broken) => unknown
  >
> = {
  'toasts, information': async ({ editor }) => editor.window.showInformationMessage(piece),
  'toasts, warning': async ({ editor }) => editor.window.showWarningMessage(`It is ${piece}.`),
  'toasts, error': async ({ editor }) => editor.window.showErrorMessage(piece),
  'buttons of toasts': async ({ editor }) => editor.window.showErrorMessage('Failed.', piece),
  'modal questions': async ({ editor }) =>
    editor.window.showWarningMessage('Sure?', { modal: true, detail: piece }, 'Yes'),
  'input boxes': ({ editor }) => {
    const box = editor.window.createInputBox();
    box.placeholder = piece;
    box.dispose();
  },
  'lists to pick from': async ({ editor }) => editor.window.showQuickPick([{ label: 'It', detail: piece }]),
  progress: async ({ editor }) =>
    editor.window.withProgress({ location: { viewId: 'any' }, title: 'Asking' }, async (progress) => {
      progress.report({ message: piece });
      return Promise.resolve();
    }),
  'status texts': ({ editor }) => {
    editor.window.createStatusBarItem().text = piece;
  },
  tooltips: ({ editor }) => {
    const item = editor.window.createStatusBarItem();
    const tooltip = new editor.MarkdownString();
    item.tooltip = tooltip;
    tooltip.appendText(piece);
    item.show();
  },
  'log, debug': ({ editor }) => {
    editor.window.createOutputChannel('Nomba', { log: true }).debug(piece);
  },
  'log, info': ({ editor }) => {
    editor.window.createOutputChannel('Nomba', { log: true }).info(piece);
  },
  'log, warn': ({ editor }) => {
    const error = new Error('failed', { cause: new Error(piece) });
    editor.window.createOutputChannel('Nomba', { log: true }).warn('Failed:', error);
  },
  errors: async ({ editor, window }) => {
    editor.commands.registerCommand('nomba.showLog', async () => Promise.reject(new Error(piece)));
    await window.call('nomba.showLog', false);
  },
  results: async ({ editor, window }) => {
    editor.commands.registerCommand('nomba.showLog', async () => Promise.resolve({ token: piece }));
    await window.call('nomba.showLog', false);
  },
  events: ({ editor }) => {
    new editor.EventEmitter().fire({ token: piece });
  },
  settings: async ({ editor }) =>
    editor.workspace.getConfiguration().update('nomba.profiles', [{ name: piece }]),
  states: async ({ editor }) =>
    new (editor as unknown as { Memento: new () => vscode.Memento }).Memento().update('key', piece),
  'context keys': async ({ editor }) => editor.commands.executeCommand('setContext', 'key', piece),
  'commands of the editor': async ({ editor }) => editor.commands.executeCommand('vscode.open', piece),
  documents: async ({ editor }) => {
    editor.workspace.registerTextDocumentContentProvider('x', { provideTextDocumentContent: () => piece });
    await editor.workspace.openTextDocument(editor.Uri.from({ scheme: 'x', path: '/report' }));
  },
  edits: async ({ editor }) =>
    editor.window.activeTextEditor?.edit((builder) => {
      builder.replace(new editor.Range(0, 0, 0, 0), piece);
    }),
  'request files': ({ editor }) =>
    editor.languages.registerHoverProvider('http', { provideHover: () => new editor.Hover(piece) }),
  problems: ({ editor }) => {
    const place = new editor.Range(0, 0, 0, 1);
    const problem = new editor.Diagnostic(place, piece);
    editor.languages.createDiagnosticCollection('x').set(editor.Uri.file('/a'), [problem]);
  },
  'env files': async ({ window }) => appendFile(window.desk.folder.syncedFile, `\nOTHER=${piece}\n`),
  'files of the workspace': async ({ window }) =>
    appendFile(path.join(window.desk.folder.path, '.gitignore'), `${piece}\n`),
  terminals: ({ window }) => {
    window.terminals.replace('NOMBA_ACCESS_TOKEN_OF_THE_PAST', piece);
  },
  files: async ({ window }) => mkdir(path.join(window.globalFolder, piece), { recursive: true }),
  environment: () => {
    process.env['NOMBA_PLANTED'] = piece;
  },
  'keys of secrets': async ({ window }) => window.storage.store(piece, 'value'),
  addresses: async ({ baseUrl }) => fetch(`${baseUrl}/v1/${piece}`, { method: 'POST', body: '{}' }),
  clipboard: async ({ editor }) => editor.env.clipboard.writeText(piece),
  console: () => {
    console.warn('It is', { token: piece });
  },
  'unhandled rejections': async () => {
    void Promise.reject(new Error(piece));
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  },
};

describe('the search through what commands make visible', () => {
  let folder: string;
  let extension: LoadedExtension;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-collectors-'));
    extension = await loadExtension(folder);
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    delete process.env['NOMBA_PLANTED'];
  });

  async function sightingsAfter(plant: (broken: Broken) => unknown): Promise<Sightings> {
    const seen = new Sightings();
    const given = new Sightings();
    const random = new RandomSource(1);
    const server = await EchoServer.listen({
      random,
      secrets: [],
      brought: [],
      end: undefined,
      delay: 0,
      seen,
      given,
    });
    const { baseUrl } = server;
    await watchProcess(seen, async () => {
      const window = await CommandWindow.open({
        extension,
        secrets,
        failure: {},
        random,
        baseUrl,
        folder,
        seen,
        given,
        isProduction: false,
      });
      await plant({ editor: extension.standIn as unknown as typeof vscode, window, baseUrl });
      await window.close();
    });
    await server.close();
    return seen;
  }

  async function findingsAfter(plant: (broken: Broken) => unknown): Promise<readonly string[]> {
    return (await sightingsAfter(plant)).findings(secrets);
  }

  for (const [place, plant] of Object.entries(plants)) {
    it(`looks at: ${place}`, async () => {
      assert.deepEqual(await findingsAfter(plant), [`${place}: accessToken`]);
    });
  }

  it('finds nothing where nothing was done', async () => {
    assert.deepEqual(await findingsAfter(() => undefined), []);
  });

  for (const id of Object.keys(commandPalette) as CommandId[]) {
    it(`comes to an end of its own: ${id}`, async () => {
      const seen = await sightingsAfter(async ({ window }) => {
        await window.call(id, false);
      });
      assert.deepEqual([...unexpectedEnds(seen), ...unhandled(seen)], []);
    });
  }

  it('notices a command that did not run', async () => {
    const seen = await sightingsAfter(({ editor }) => {
      editor.window.createOutputChannel('Nomba', { log: true }).error('nomba.showLog failed: Error');
    });
    assert.deepEqual(unexpectedEnds(seen), ['nomba.showLog failed: Error']);
  });

  it('notices an error that nobody handles', async () => {
    const seen = await sightingsAfter(async () => {
      void Promise.reject(new Error('lost'));
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
    });
    assert.deepEqual(unhandled(seen), ['nobody handles: Error: lost']);
  });

  it('knows every command that the extension registers', async () => {
    let registered: readonly string[] = [];
    await findingsAfter(() => {
      registered = extension.standIn.registered();
    });
    assert.deepEqual([...registered].sort(), Object.keys(commandPalette).sort());
  });
});
