import * as vscode from 'vscode';
import { settings as settingFacts, type SettingKey, type SettingValues } from '../contributions';

/**
 * Reads the extension's settings. A value that is not of the documented kind, or outside of its range, counts as not set: settings are edited by hand,
 * and a slip must not turn a limit off.
 */
export class Settings {
  get<Key extends Exclude<SettingKey, 'nomba.profiles'>>(key: Key): SettingValues[Key] {
    const facts = settingFacts[key];
    const value = readSetting(key);
    if (typeof value !== typeof facts.default) {
      return facts.default;
    }
    if (facts.choices !== undefined) {
      return (facts.choices as readonly unknown[]).includes(value)
        ? (value as SettingValues[Key])
        : facts.default;
    }
    if (facts.range !== undefined) {
      const [smallest, largest] = facts.range;
      return (value as number) >= smallest && (value as number) <= largest
        ? (value as SettingValues[Key])
        : facts.default;
    }
    return value as SettingValues[Key];
  }

  /** ms */
  get leadTime(): number {
    return this.get('nomba.autoRefresh.leadTimeMinutes') * 60_000;
  }

  /** ms */
  get requestTimeout(): number {
    return this.get('nomba.requestTimeoutSeconds') * 1000;
  }

  /** ms; 0 = never */
  get clearClipboardAfter(): number {
    return this.get('nomba.clipboard.clearAfterSeconds') * 1000;
  }
}

/**
 * The raw value of a setting. One of scope `application` is read from the user's settings and from nowhere else, whatever a folder's settings say.
 */
export function readSetting(key: SettingKey): unknown {
  const configuration = vscode.workspace.getConfiguration();
  if (settingFacts[key].scope === 'application') {
    const inspected = configuration.inspect(key);
    return inspected?.globalValue ?? inspected?.defaultValue;
  }
  return configuration.get(key);
}
