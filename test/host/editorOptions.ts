import type { Host } from './chooseHost';

/** The newest VS Code that the tests run on, and the oldest one that the extension supports. */
export type EditorVersion = '1.139.1' | '1.100.3';

/** What both a test run and an open window need to know. All paths are absolute. */
export interface EditorOptions {
  readonly version: EditorVersion;
  readonly host: Host;
  /** Folders of extensions loaded from source, as F5 does. */
  readonly extensionDevelopmentPath: string | readonly string[];
  /** The folder, or the `.code-workspace` file, that is opened. */
  readonly workspace: string;
  /** Merged over `defaultUserSettings`. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Variables that the extension host gets on top of a bare environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** `disabled` (default): every workspace is trusted. `restricted`: the window starts, and stays, in Restricted Mode. */
  readonly trust?: 'disabled' | 'restricted';
  /**
   * Where the run keeps everything that it writes: settings, logs, storage, browser profile. Without it a temporary folder, removed afterwards.
   * Keep the path short: VS Code puts a socket into it.
   */
  readonly userDataDir?: string;
  /** Holds installed extensions (see `installVsix`). Without it an empty one below `userDataDir`. */
  readonly extensionsDir?: string;
  /** Where `takePicture` and a timeout leave their PNG files. Without it `pictures` below `userDataDir`. */
  readonly picturesDir?: string;
  /** Pixels of a picture per CSS pixel; 2 for pictures in documents. The window measures 1280 by 800 CSS pixels. */
  readonly deviceScaleFactor?: 1 | 2;
  /** Receives what the launcher itself has to say; `console.log` by default. */
  readonly log?: (line: string) => void;
}

/** A run of test code inside the extension host. */
export interface TestRunOptions extends EditorOptions {
  /** A CommonJS module that exports `run(): Promise<void>`; the run fails when it rejects. */
  readonly extensionTestsPath: string;
  /** How long the run may take once the editor is installed; 4 minutes by default. */
  readonly timeoutMs?: number;
}
