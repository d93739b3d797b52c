import * as vscode from 'vscode';
import { parseProfiles, type ParsedProfiles } from '../profiles/parseProfiles';
import { identityKey, identityOf, type Profile } from '../profiles/profile';
import { Refusal, type ActionButton } from './refusal';
import { readSetting, type Settings } from './settings';

const setting = 'nomba.profiles';
const activeProfileKey = 'nomba.activeProfile';

const openSettings: ActionButton = {
  title: 'Open Settings',
  command: 'workbench.action.openSettingsJson',
};

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

  /** @throws {Refusal} when the settings cannot be written, or another window has taken the name meanwhile. */
  async add(profile: Profile): Promise<void> {
    await this.#write((entries, positions) => {
      if (positions.has(profile.name)) {
        throw new Refusal(`There is a profile “${profile.name}” already. Choose another name.`);
      }
      return [...entries, profile];
    });
  }

  /**
   * Puts a profile in the place of the one of this name.
   *
   * @throws {Refusal} when the settings cannot be written, or the profile is not there any more.
   */
  async replace(name: string, profile: Profile): Promise<void> {
    await this.#write((entries, positions) => {
      const position = positions.get(name);
      if (position === undefined) {
        throw new Refusal(`The profile “${name}” is not there any more.`);
      }
      return entries.map((entry, index) => (index === position ? profile : entry));
    });
  }

  /** @throws {Refusal} when the settings cannot be written. */
  async remove(name: string): Promise<void> {
    await this.#write((entries, positions) =>
      entries.filter((_entry, index) => index !== positions.get(name)),
    );
  }

  /**
   * Works on the entries as they stand in the setting, so that one which cannot be read (a slip of the hand, a newer version's) is not lost by editing
   * another.
   */
  async #write(
    edit: (entries: readonly unknown[], positions: ReadonlyMap<string, number>) => readonly unknown[],
  ): Promise<void> {
    const value = readSetting(setting) ?? [];
    if (!Array.isArray(value)) {
      throw new Refusal('The setting nomba.profiles is not a list. Mend it by hand first.', openSettings);
    }
    const entries = edit(value as readonly unknown[], parseProfiles(value).positions);
    try {
      await vscode.workspace.getConfiguration().update(setting, entries, vscode.ConfigurationTarget.Global);
    } catch {
      throw new Refusal(
        'Your settings could not be written. Are there errors in settings.json?',
        openSettings,
      );
    }
    this.#reload();
  }

  #reload(): void {
    this.#parsed = parseProfiles(readSetting(setting));
    this.#changed.fire(undefined);
  }
}
