import type { DoctorFacts } from '../../../../src/vscode/doctor/doctorFacts';
import { now, sampleFacts, sampleProfile } from './sampleFacts';

const minute = 60_000;
const hanging = { problem: 'no answer within 5 s' };

/** A window in which nothing is as it should be. */
export const broken: DoctorFacts = sampleFacts({
  timeZoneOffset: -210,
  host: {
    ui: 'web',
    appHost: 'codespaces',
    remote: 'codespaces',
    extensionHost: 'remote',
    workspaceTrusted: false,
  },
  settings: { autoRefresh: false, leadTimeMinutes: 60, requestTimeoutSeconds: 1 },
  profiles: [
    sampleProfile({
      name: '`evil` | [x](command:x)\n# \u202eeman',
      state: 'failed',
      failure: 'wrongSecret',
      token: { issuedAt: now - 90 * minute, expiresAt: now - 30 * minute },
      untilRenewal: undefined,
      stored: hanging,
      lock: { found: { silence: 3 * minute, pid: 4711, onThisMachine: true } },
    }),
    sampleProfile({
      name: 'live',
      environment: 'production',
      host: 'api.nomba.com',
      active: false,
      state: 'expired',
      token: { issuedAt: -1e300, expiresAt: now - 1 },
      untilRenewal: undefined,
      stored: { found: { clientSecret: 'none', token: 'unreadable', setAside: true } },
      lock: { problem: 'failed (EACCES)' },
    }),
    sampleProfile({
      name: 'held',
      environment: 'custom',
      host: '127.0.0.1:8443',
      active: false,
      state: 'refreshing',
      token: undefined,
      untilRenewal: undefined,
      stored: { found: { clientSecret: 'memory', token: 'memory', setAside: false } },
      lock: { found: { silence: -400, pid: undefined, onThisMachine: false } },
    }),
  ],
  profileProblems: ['Entry 4 of the setting nomba.profiles is ignored. There is a profile “@live” already.'],
  secretStore: {
    write: { found: 2_400 },
    read: { problem: 'what was written is not there' },
    delete: hanging,
  },
  sharing: {
    setting: 'never',
    decision: { share: false, reason: 'never' },
    variables: [
      ['NOMBA_ACCESS_TOKEN', 'own'],
      ['NOMBA_ACCOUNT_ID', 'none'],
      ['NOMBA_SUB_ACCOUNT_ID', 'hidden'],
      ['NOMBA_BASE_URL', 'own'],
    ],
    terminals: true,
    envFiles: 2,
  },
  httpClients: {
    found: [
      { name: 'REST Client', presence: 'otherHost', version: '', active: false },
      { name: 'httpYac', presence: 'here', version: '6.16.7', active: false },
    ],
  },
  proxy: {
    proxy: { kind: 'address', host: 'proxy.example:3128', hasCredentials: true },
    support: 'on',
    exceptions: { hosts: ['.corp.example', '10.0.0.0/8'], notShown: 2 },
    strictSsl: false,
    systemCertificates: false,
    variables: [
      ['HTTPS_PROXY', { kind: 'unclear' }],
      ['http_proxy', { kind: 'address', host: 'other.example', hasCredentials: false }],
    ],
    exceptionVariables: [['NO_PROXY', { hosts: ['localhost'], notShown: 0 }]],
    extraCertificates: true,
    route: {
      kind: 'proxy',
      source: 'http.proxy',
      address: { kind: 'address', host: 'proxy.example:3128', hasCredentials: true },
    },
  },
  reachability: { found: { duration: 5_003, outcome: 'timeout', clockOffset: undefined } },
  failures: [
    { at: now - 2 * minute, profiles: ['live', 'a|b'], kind: 'network' },
    { at: now - 26 * 60 * minute, profiles: [], kind: 'wrongSecret' },
  ],
});

/** A window in which nothing has been set up. */
export const empty: DoctorFacts = sampleFacts({
  profiles: [],
  sharing: {
    setting: 'sandbox',
    decision: undefined,
    variables: [
      ['NOMBA_ACCESS_TOKEN', 'none'],
      ['NOMBA_ACCOUNT_ID', 'none'],
      ['NOMBA_SUB_ACCOUNT_ID', 'none'],
      ['NOMBA_BASE_URL', 'none'],
    ],
    terminals: false,
    envFiles: 0,
  },
  httpClients: { problem: 'failed' },
  proxy: { ...sampleFacts().proxy, route: undefined },
  reachability: undefined,
});
