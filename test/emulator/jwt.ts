import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an access token says: names and values as in the tokens of Nomba's documentation. */
export type AccessTokenClaims = Readonly<Record<string, string | number>>;

// Invented, and the same for every emulator, so that one which plays production recognises
// the sandbox token of another instead of taking it for a forgery.
const signingKey = 'test-signing-key-of-the-emulator';

const header = encode({ alg: 'HS256' });

/** A compact JWT (RFC 7519), signed with HS256. */
export function signAccessToken(claims: AccessTokenClaims): string {
  const signed = `${header}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed).toString('base64url')}`;
}

/** The claims of a token that an emulator signed, expired or not; undefined for anything else. */
export function readAccessToken(token: string): AccessTokenClaims | undefined {
  const [tokenHeader, payload, signature, ...rest] = token.split('.');
  if (tokenHeader !== header || payload === undefined || signature === undefined || rest.length > 0) {
    return undefined;
  }
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(`${tokenHeader}.${payload}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return undefined;
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as AccessTokenClaims;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signatureOf(signed: string): Buffer {
  return createHmac('sha256', signingKey).update(signed).digest();
}
