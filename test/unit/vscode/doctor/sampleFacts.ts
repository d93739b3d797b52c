import type { DoctorFacts, ProfileFacts } from '../../../../src/vscode/doctor/doctorFacts';

const minute = 60_000;

/** When the doctor of the samples looked. */
export const now = Date.UTC(2026, 0, 30, 12);

/** A profile with a token that has 20 of its 30 minutes left. */
export function sampleProfile(change: Partial<ProfileFacts> = {}): ProfileFacts {
  return {
    name: 'sandbox',
    environment: 'sandbox',
    host: 'sandbox.nomba.com',
    active: true,
    state: 'fresh',
    failure: undefined,
    token: { issuedAt: now - 10 * minute, expiresAt: now + 20 * minute },
    untilRenewal: 15 * minute,
    stored: { found: { clientSecret: 'stored', token: 'stored', setAside: false } },
    lock: { found: undefined },
    ...change,
  };
}

/** A window in which all is well, unless something else is wanted. */
export function sampleFacts(change: Partial<DoctorFacts> = {}): DoctorFacts {
  return {
    now,
    timeZoneOffset: 60,
    versions: {
      extension: '0.1.0',
      editor: 'Visual Studio Code',
      editorVersion: '1.100.3',
      node: '20.19.0',
      electron: '34.5.1',
      platform: 'linux 6.8.0',
      architecture: 'x64',
    },
    host: {
      ui: 'desktop',
      appHost: 'desktop',
      remote: undefined,
      extensionHost: 'local',
      workspaceTrusted: true,
    },
    settings: { autoRefresh: true, leadTimeMinutes: 5, requestTimeoutSeconds: 15 },
    profiles: [sampleProfile()],
    profileProblems: [],
    secretStore: { write: { found: 12 }, read: { found: 3 }, delete: { found: 4 } },
    sharing: {
      setting: 'sandbox',
      decision: { share: true },
      variables: [
        ['NOMBA_ACCESS_TOKEN', 'nomba'],
        ['NOMBA_ACCOUNT_ID', 'nomba'],
        ['NOMBA_SUB_ACCOUNT_ID', 'none'],
        ['NOMBA_BASE_URL', 'nomba'],
      ],
      terminals: false,
      envFiles: 0,
    },
    httpClients: {
      found: [
        { name: 'REST Client', presence: 'here', version: '0.26.0', active: true },
        { name: 'httpYac', presence: 'absent', version: '', active: false },
      ],
    },
    proxy: {
      proxy: { kind: 'none' },
      support: 'override',
      exceptions: { hosts: [], notShown: 0 },
      strictSsl: true,
      systemCertificates: true,
      variables: [],
      exceptionVariables: [],
      extraCertificates: false,
      route: { kind: 'system' },
    },
    reachability: { found: { duration: 231, outcome: { status: 404 }, clockOffset: 0 } },
    failures: [],
    ...change,
  };
}
