import { generate } from 'selfsigned';

/** A key and the certificate for it, both PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority that nobody trusts unless told to, as a company runs one for its own network. */
export async function createAuthority(): Promise<KeyAndCertificate> {
  const { private: key, cert: certificate } = await generate(
    [{ name: 'commonName', value: 'Invented authority' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  return { key, certificate };
}

/** Moments between which a certificate is good. */
export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

/** A certificate for the server `host`, signed by the authority; good for a year from now unless told otherwise. */
export async function issueCertificate(
  authority: KeyAndCertificate,
  host: string,
  validity?: Validity,
): Promise<KeyAndCertificate> {
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.key, cert: authority.certificate },
    ...(validity !== undefined && { notBeforeDate: validity.from, notAfterDate: validity.until }),
  });
  return { key, certificate };
}

/** A certificate for the server `host` that vouches for itself, as that of a server under development does. */
export async function createSelfSigned(host: string): Promise<KeyAndCertificate> {
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  return { key, certificate };
}
