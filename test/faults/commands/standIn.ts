// What the extension uses of the module `vscode`, without an editor. What it is given, it tells the desk that is in use. What is missing here, esbuild reports.
import type { Clock, Disposable as Disposing } from '../../../src/tokens/ports';
import { EventSource } from '../../../src/tokens/eventSource';
import { talkativeError } from '../talkativeStorage';
import type { Desk, EditorFault } from './desk';
import { clientsOf } from './standInClients';
import { documentWindow, documentWorkspace, requestEditor, Uri, type TextEditor } from './standInDocuments';
import { closeRequestFile, languagesOf, lookAtRequestFile } from './standInLanguages';
import { questions } from './standInQuestions';

export { Uri } from './standInDocuments';
export {
  CancellationTokenSource,
  CodeAction,
  CodeActionKind,
  CodeLens,
  CompletionItem,
  CompletionItemKind,
  Diagnostic,
  DiagnosticSeverity,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  EndOfLine,
  Hover,
  LanguageStatusSeverity,
  SnippetString,
  TextEdit,
  WorkspaceEdit,
} from './standInLanguages';
export { Position, Range, Selection } from './standInText';
export { InputBoxValidationSeverity, QuickInputButtons, QuickPickItemKind } from './standInQuestions';

let desk: Desk;
let editor: TextEditor;
type Handler = (argument?: unknown) => Promise<unknown>;
const handlers = new Map<string, Handler>();
const running = new Set<Promise<unknown>>();
interface ConfigurationEvent {
  readonly affectsConfiguration: (section: string) => boolean;
}
const configurationChanges = new EventSource<ConfigurationEvent>();

/** The desk that everything is told from now on. */
export function sitDown(next: Desk): void {
  desk = next;
  closeRequestFile();
  editor = requestEditor(next, current, failing);
  clipboard.text = '';
}

/** Resolves when no command runs any more, those behind buttons of toasts included. */
export async function idle(): Promise<void> {
  do {
    await Promise.allSettled(running);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  } while (running.size > 0);
}

/** The commands that the extension has registered and not disposed of. */
export function registered(): readonly string[] {
  return [...handlers.keys()];
}

/** The user looks at the request file with all that is offered there, pastes a command into it, and sends one with httpYac. */
export async function lookAround(command: string): Promise<void> {
  await lookAtRequestFile(desk, editor.document, command);
  await clients.sendByHttpYac();
}

/** The extension's clock is put in the place of the system's. */
export const systemClock: Clock = {
  now: () => desk.clock.now(),
  uptime: () => desk.clock.uptime(),
  setTimer: (callback, delay) => desk.clock.setTimer(callback, delay),
};

const nothing: Disposing = { dispose: () => undefined };
const current = (): Desk => desk;

const currentEditor = (): TextEditor => editor;

async function failing(fault: EditorFault): Promise<void> {
  return desk.fault === fault
    ? Promise.reject(talkativeError(`The editor fails: ${fault}.`, desk.tale))
    : Promise.resolve();
}

const clients = clientsOf(current, failing);
export const { extensions } = clients;

export const Disposable = {
  from: (...disposables: readonly Disposing[]): Disposing => ({
    dispose: () => {
      disposables.forEach((disposable) => {
        disposable.dispose();
      });
    },
  }),
};

export class EventEmitter<Event> {
  readonly #source = new EventSource<Event>();
  readonly event = (listener: (event: Event) => void): Disposing => this.#source.listen(listener);

  fire(event: Event): void {
    desk.seen.see('events', event);
    this.#source.fire(event);
  }

  dispose(): void {
    // Nothing is held.
  }
}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class MarkdownString {
  value: string;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    this.value += text;
    return this;
  }
}

const statusBarPlaces: Readonly<Record<string, string>> = {
  text: 'status texts',
  accessibilityInformation: 'status texts',
  tooltip: 'tooltips',
};

/** Whatever is set on it can be seen: at once and, should it be changed later, when it is shown. */
function createStatusBarItem(): object {
  const item: Record<string, unknown> = { hide: () => undefined, dispose: () => undefined };
  const look = (name: string): void => {
    desk.seen.see(statusBarPlaces[name] ?? 'other properties of the status bar', item[name]);
  };
  item['show'] = () => {
    Object.keys(item).forEach(look);
  };
  return new Proxy(item, {
    set: (_target, name, value: unknown) => {
      item[String(name)] = value;
      look(String(name));
      return true;
    },
  });
}

function createOutputChannel(): object {
  const level =
    (name: string) =>
    (...parts: readonly unknown[]): void => {
      parts.forEach((part) => {
        desk.seen.see(`log, ${name}`, part);
      });
    };
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'];
  return {
    ...Object.fromEntries(levels.map((name) => [name, level(name)])),
    show: () => undefined,
    dispose: () => undefined,
  };
}

async function withProgress(
  options: { readonly title: string },
  work: (progress: unknown, token: unknown) => Promise<unknown>,
): Promise<unknown> {
  desk.seen.see('progress', options.title);
  return work(
    {
      report: (value: unknown) => {
        desk.seen.see('progress', value);
      },
    },
    { onCancellationRequested: () => nothing },
  );
}

export const window = Object.defineProperties(
  documentWindow(current, currentEditor, failing),
  Object.getOwnPropertyDescriptors({
    ...questions(current),
    state: { focused: true },
    onDidChangeWindowState: (): Disposing => nothing,
    createStatusBarItem,
    createOutputChannel,
    withProgress,
  }),
);

export const commands = {
  getCommands: async (): Promise<readonly string[]> =>
    Promise.resolve([...handlers.keys(), ...clients.commands()]),
  registerCommand: (id: string, run: Handler): Disposing => {
    handlers.set(id, run);
    return { dispose: () => handlers.delete(id) };
  },
  /** One of the editor's own is only told, and so is one of a client; one of the extension's runs. */
  executeCommand: async (id: string, ...rest: readonly unknown[]): Promise<unknown> => {
    const handler = handlers.get(id);
    if (handler === undefined) {
      desk.seen.see(id === 'setContext' ? 'context keys' : 'commands of the editor', [id, ...rest]);
      return clients.called(id);
    }
    desk.commands.push(id);
    if (id === 'nomba.insertBearerToken') {
      desk.wantsLiteral = JSON.stringify(rest).includes('literal');
    }
    const work = handler(rest[0]);
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  },
};

export const languages = languagesOf(current);

export const workspace = Object.defineProperties(
  documentWorkspace(current, currentEditor, failing),
  Object.getOwnPropertyDescriptors({
    isTrusted: true,
    onDidGrantWorkspaceTrust: (): Disposing => nothing,
    onDidChangeConfiguration: (listener: (event: ConfigurationEvent) => void): Disposing =>
      configurationChanges.listen(listener),
    getConfiguration: (section = ''): object => {
      const full = (key: string): string => (section === '' ? key : `${section}.${key}`);
      return {
        get: (key: string) => desk.settings.get(full(key)),
        inspect: (key: string) => ({ globalValue: desk.settings.get(full(key)) }),
        update: async (key: string, value: unknown) => {
          seeSetting(full(key), value);
          await failing('settings');
          desk.settings.set(full(key), value);
          configurationChanges.fire({ affectsConfiguration: (prefix) => full(key).startsWith(prefix) });
        },
      };
    },
  }),
);

/** What stood there before is the user's own. */
function seeSetting(key: string, value: unknown): void {
  const former = new Set(entries(desk.settings.get(key)).map((entry) => JSON.stringify(entry)));
  desk.seen.see('settings', key);
  for (const entry of entries(value)) {
    if (!former.has(JSON.stringify(entry))) {
      desk.seen.see('settings', entry);
    }
  }
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** A state of the workspace or of the machine. */
export class Memento {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    desk.seen.see('states', [key, value]);
    this.#values.set(key, value);
    return failing('state');
  }
}

/** What asks for a token to copy is the one reason for a token on the clipboard. */
const copying = new Set(['nomba.copyAccessToken', 'nomba.copyAuthorizationHeader']);
const clipboard = { text: '' };

export const env = {
  appName: 'Stand-in',
  appHost: 'desktop',
  uiKind: 1,
  remoteName: undefined,
  clipboard: {
    readText: async (): Promise<string> => failing('clipboard').then(() => clipboard.text),
    writeText: async (text: string): Promise<void> => {
      const isAsked = desk.commands.some((id) => copying.has(id));
      (isAsked ? desk.given : desk.seen).see('clipboard', text);
      clipboard.text = text;
      return failing('clipboard');
    },
  },
};

export const version = '1.100.0';
export const UIKind = { Desktop: 1, Web: 2 };
export const ExtensionKind = { UI: 1, Workspace: 2 };
export const StatusBarAlignment = { Right: 2 };
export const ProgressLocation = { Notification: 15 };
export const ConfigurationTarget = { Global: 1 };
export const FileType = { File: 1, SymbolicLink: 64 };
export const storageUri = (folder: string): Uri => Uri.file(folder);
/** No tab is one. */
export class TabInputText {
  readonly uri = undefined;
}

export const TextEditorRevealType = { InCenterIfOutsideViewport: 2 };
