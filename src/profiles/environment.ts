/** Where a profile's requests go. `custom` carries a base URL of its own. */
export type Environment = 'production' | 'sandbox' | 'custom';

export const environments: readonly Environment[] = ['sandbox', 'production', 'custom'];

/** Nomba's two hosts, with the same paths on both (Nomba's documentation). */
export const nombaBaseUrls = {
  production: 'https://api.nomba.com',
  sandbox: 'https://sandbox.nomba.com',
} as const satisfies Record<Exclude<Environment, 'custom'>, string>;
