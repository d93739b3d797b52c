import type { Profile } from '../../../src/profiles/profile';
import type { EmulatorClient } from '../../emulator/clients';

/** The credentials that a schedule plays with: three that the emulator knows, and a production pair that is never sent anywhere. */
export type CredentialsName = 'A' | 'B' | 'C' | 'P';

const emulatedNames = ['A', 'B', 'C'] as const;
export const credentialsNames: readonly CredentialsName[] = [...emulatedNames, 'P'];

/**
 * Each schedule has a cast of its own, so that nothing which the window remembers of the one before (a failure, a yes to sharing) can reach it, and what a late
 * call still stores for the one before is found at the end of the run.
 */
export interface Cast {
  readonly number: number;
  readonly baseUrl: string;
  /** A file with the credentials C, as a Uri. */
  readonly envFile: string;
}

/** The clients of all casts below this number. */
export function allClients(casts: number): readonly EmulatorClient[] {
  return Array.from({ length: casts }, (_, number) =>
    emulatedNames.map((name) => clientOf(number, name)),
  ).flat();
}

export function clientOf(number: number, name: CredentialsName): EmulatorClient {
  return {
    clientId: invented('11111111', number, name),
    clientSecret: `test-secret-${name}-${number}-0123456789abcdef`,
    accountId: invented('22222222', number, name),
    subAccountId: invented('33333333', number, name),
    environment: 'sandbox',
  };
}

export const wrongSecret = 'test-secret-that-is-wrong';

/** A profile of these credentials, as the setting holds it. */
export function profileOf(cast: Cast, name: string, credentials: CredentialsName): Profile {
  const { accountId, clientId } = clientOf(cast.number, credentials);
  return credentials === 'P'
    ? { name, environment: 'production', accountId, clientId }
    : { name, environment: 'custom', baseUrl: cast.baseUrl, accountId, clientId };
}

function invented(start: string, number: number, name: CredentialsName): string {
  const digits = `${number}`.padStart(11, '0');
  return `${start}-0000-4000-8000-${'abcd'.charAt(credentialsNames.indexOf(name))}${digits}`;
}
