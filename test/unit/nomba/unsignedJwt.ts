import { Secret } from '../../../src/profiles/secret';

/** A token in the form of a JWT with these claims, and a signature that nobody made. */
export function unsignedJwt(claims: unknown): Secret {
  const [header, payload] = [{ alg: 'HS256' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return new Secret(`${header}.${payload}.test-signature`);
}
