import * as vscode from 'vscode';
import { parseProfiles, type ParsedProfiles } from '../profiles/parseProfiles';
import { identityKey, identityOf, type Profile } from '../profiles/profile';
import { readSetting, type Settings } from './settings';

const setting = 'nomba.profiles';
const activeProfileKey = 'nomba.activeProfile';

/** The window's choice. The identity finds the profile again after it was renamed, perhaps in another window. */
interface ActiveProfileChoice {
  readonly name: string;
  readonly identityKey: string;
}

/** The user's profiles, and which of them this window uses. The profiles are a user setting; the choice is workspace state. */
export class ProfileSettings implements vscode.Disposable {
  readonly #workspaceState: vscode.Memento;
  readonly #settings: Settings;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscription: vscode.Disposable;
  #parsed: ParsedProfiles;

  /** The profiles or the window's choice of one have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(workspaceState: vscode.Memento, settings: Settings) {
    this.#workspaceState = workspaceState;
    this.#settings = settings;
    this.#parsed = parseProfiles(readSetting(setting));
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting) || event.affectsConfiguration('nomba.defaultProfile')) {
        this.#reload();
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  get all(): readonly Profile[] {
    return this.#parsed.profiles;
  }

  /** A sentence for each entry of the setting that cannot be used. */
  get problems(): readonly string[] {
    return this.#parsed.problems;
  }

  find(name: string): Profile | undefined {
    return this.all.find((profile) => profile.name === name);
  }

  /** The profile of this window: the one that was chosen in it, else `nomba.defaultProfile`, else the first that is not production. */
  get active(): Profile | undefined {
    const choice = this.#workspaceState.get<ActiveProfileChoice>(activeProfileKey);
    return (
      this.all.find((profile) => profile.name === choice?.name) ??
      this.all.find((profile) => identityKey(identityOf(profile)) === choice?.identityKey) ??
      this.find(this.#settings.get('nomba.defaultProfile')) ??
      this.all.find((profile) => profile.environment !== 'production') ??
      this.all[0]
    );
  }

  async activate(profile: Profile): Promise<void> {
    const choice: ActiveProfileChoice = {
      name: profile.name,
      identityKey: identityKey(identityOf(profile)),
    };
    await this.#workspaceState.update(activeProfileKey, choice);
    this.#changed.fire(undefined);
  }

  async add(profile: Profile): Promise<void> {
    await this.#write((entries) => [...entries, profile]);
  }

  /** Puts a profile in the place of the one of this name. */
  async replace(name: string, profile: Profile): Promise<void> {
    await this.#write((entries) => entries.map((entry) => (nameOf(entry) === name ? profile : entry)));
  }

  async remove(name: string): Promise<void> {
    await this.#write((entries) => entries.filter((entry) => nameOf(entry) !== name));
  }

  /** Works on the raw entries, so that one which cannot be read now (a slip of the hand, a newer version's) is not lost by editing another. */
  async #write(edit: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const value = readSetting(setting);
    const entries: readonly unknown[] = Array.isArray(value) ? value : [];
    await vscode.workspace
      .getConfiguration()
      .update(setting, edit(entries), vscode.ConfigurationTarget.Global);
    this.#reload();
  }

  #reload(): void {
    this.#parsed = parseProfiles(readSetting(setting));
    this.#changed.fire(undefined);
  }
}

function nameOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'name' in entry
    ? typeof entry.name === 'string'
      ? entry.name.trim()
      : entry.name
    : undefined;
}
