import { environments, type Environment } from './environment';
import type { Profile } from './profile';
import { checkField, cleanField, type ProfileField } from './profileFields';

/** The content of the setting `nomba.profiles`: what can be used, and a sentence for each entry that cannot. */
export interface ParsedProfiles {
  readonly profiles: readonly Profile[];
  /** Which entry of the setting each profile is, by its name. */
  readonly positions: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/**
 * Reads the setting `nomba.profiles`, which people edit by hand. One bad entry never hides the good ones.
 *
 * @param value whatever the setting holds.
 */
export function parseProfiles(value: unknown): ParsedProfiles {
  if (value === undefined || value === null) {
    return { profiles: [], positions: new Map(), problems: [] };
  }
  if (!Array.isArray(value)) {
    return {
      profiles: [],
      positions: new Map(),
      problems: ['The setting nomba.profiles must be a list.'],
    };
  }
  const profiles: Profile[] = [];
  const positions = new Map<string, number>();
  const problems: string[] = [];
  value.forEach((entry: unknown, index) => {
    const names = profiles.map((profile) => profile.name);
    const parsed = parseProfile(entry, names);
    if (typeof parsed === 'string') {
      problems.push(`Entry ${index + 1} of the setting nomba.profiles is ignored. ${parsed}`);
    } else {
      profiles.push(parsed);
      positions.set(parsed.name, index);
    }
  });
  return { profiles, positions, problems };
}

/**
 * Checks an object that should be a profile (from the setting, or the argument of a command).
 *
 * @param otherNames the names that are taken.
 * @returns the profile, trimmed and without members that do not belong to a profile, or a sentence that says what is wrong.
 */
export function parseProfile(value: unknown, otherNames: readonly string[]): Profile | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'A profile must be an object with name, environment, accountId and clientId.';
  }
  const record = value as Readonly<Record<string, unknown>>;
  const { environment } = record;
  if (!isEnvironment(environment)) {
    return `The environment must be one of: ${environments.join(', ')}.`;
  }
  const fields: ProfileField[] = ['name', 'accountId', 'clientId', 'subAccountId'];
  if (environment === 'custom') {
    fields.push('baseUrl');
  }
  const clean: Partial<Record<ProfileField, string>> = {};
  for (const field of fields) {
    const text = record[field] ?? '';
    if (typeof text !== 'string') {
      return `“${field}” must be a text in quotes.`;
    }
    const finding = checkField(field, text, otherNames);
    if (finding?.severity === 'error') {
      return finding.message;
    }
    clean[field] = cleanField(text);
  }
  const { name = '', accountId = '', clientId = '', subAccountId = '', baseUrl = '' } = clean;
  return {
    name,
    environment,
    ...(environment === 'custom' && { baseUrl }),
    accountId,
    ...(subAccountId !== '' && { subAccountId }),
    clientId,
  };
}

function isEnvironment(value: unknown): value is Environment {
  return (environments as readonly unknown[]).includes(value);
}
