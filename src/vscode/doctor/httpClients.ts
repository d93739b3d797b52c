/**
 * Whether a client of `.http` files can read the variables. `otherHost`: its commands are there, but it is not among the extensions of this extension host, so
 * it has an environment of its own.
 */
export interface HttpClientFacts {
  readonly name: HttpClientName;
  readonly presence: 'here' | 'otherHost' | 'absent';
  /** Empty when it is not here. */
  readonly version: string;
  readonly active: boolean;
}

export type HttpClientName = (typeof clients)[number]['name'];

/** The part of an extension that is looked at. */
interface InstalledExtension {
  readonly isActive: boolean;
  readonly packageJSON: unknown;
}

/** The ids of their extensions. */
export const restClientId = 'humao.rest-client';
export const httpYacId = 'anweber.vscode-httpyac';

const clients = [
  { name: 'REST Client', id: restClientId, command: 'rest-client.request' },
  { name: 'httpYac', id: httpYacId, command: 'httpyac.send' },
] as const;

/**
 * @param extension finds an extension of this extension host by its id.
 * @param commands of the whole window.
 */
export function httpClients(
  extension: (id: string) => InstalledExtension | undefined,
  commands: readonly string[],
): readonly HttpClientFacts[] {
  return clients.map(({ name, id, command }) => {
    const found = extension(id);
    return found === undefined
      ? {
          name,
          presence: commands.includes(command) ? 'otherHost' : 'absent',
          version: '',
          active: false,
        }
      : { name, presence: 'here', version: versionOf(found.packageJSON), active: found.isActive };
  });
}

/** The version that an extension's manifest gives. */
export function versionOf(packageJson: unknown): string {
  const version: unknown =
    typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson
      ? packageJson.version
      : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
