/** The two hosts that Nomba has; an emulator plays one of them at a time. */
export type EmulatorEnvironment = 'production' | 'sandbox';

/** A pair of credentials that an emulator knows, as a merchant's dashboard would show it. */
export interface EmulatorClient {
  readonly clientId: string;
  /** What the dashboard calls "private key". */
  readonly clientSecret: string;
  /** The parent account: what the `accountId` header has to say. */
  readonly accountId: string;
  /** An account below the parent; refused in the `accountId` header. */
  readonly subAccountId: string;
  /** Only an emulator that plays this environment knows the client. */
  readonly environment: EmulatorEnvironment;
}

/** The invented sandbox credentials that an emulator knows unless it is given others. */
export const emulatorCredentials: EmulatorClient = {
  clientId: '11111111-2222-4333-8444-555555555555',
  clientSecret: 'test-secret-sandbox-0123456789abcdef',
  accountId: '99999999-8888-4777-8666-555555555555',
  subAccountId: '77777777-6666-4555-8444-333333333333',
  environment: 'sandbox',
};

/** The invented live pair of the same merchant: the account ids are the same, as Nomba's documentation has it. */
export const productionEmulatorCredentials: EmulatorClient = {
  ...emulatorCredentials,
  clientId: '22222222-3333-4444-8555-666666666666',
  clientSecret: 'test-secret-production-0123456789abcdef',
  environment: 'production',
};
