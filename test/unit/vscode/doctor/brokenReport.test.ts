import assert from 'node:assert/strict';
import { doctorReport } from '../../../../src/vscode/doctor/doctorReport';
import { broken } from './brokenFacts';

const brokenReport = `# Nomba doctor

A report for asking for help. It holds no token, no secret, no account id and no client id. It does hold the names of your profiles and of hosts, a proxy’s included: look through it before you publish it.

## What stands out

- Entries of the setting nomba.profiles cannot be used.
- The host of the active profile takes connections, but does not answer in time. Try again in a moment; if it stays so, check a proxy or a VPN.
- VS Code’s secret storage does not work as it should. What it does not keep is gone when the window closes.
- The last call for the active profile failed. Nomba refused the client secret (private key). Copy it again from the dashboard, up to the last “=”.
- Tokens are not renewed by themselves (nomba.autoRefresh.enabled).
- A window that has ended left the renewal lock of \`ˋevilˋ ¦ [x](command:x)�# �eman\` behind. It will be cleared away.
- A stored token of \`live\` could not be read. Issue another one.
- HTTP clients cannot read the token: you have turned sharing off (nomba.shareWithHttpClients).
- REST Client runs in another extension host than Nomba (extensions.experimental.affinity?), so it sends an empty token.

## Versions

- Nomba Tokens: \`0.1.0\`
- editor: \`Visual Studio Code 1.100.3\`
- Node: 20.19.0, Electron 34.5.1
- system: \`linux 6.8.0 x64\`

## Host

- window: web (\`codespaces\`)
- remote: codespaces
- extension host: remote
- workspace: not trusted (Restricted Mode)

## Settings

- nomba.autoRefresh.enabled: false
- nomba.autoRefresh.leadTimeMinutes: 60
- nomba.requestTimeoutSeconds: 1

## Profiles

- in nomba.profiles: 3
- a problem: \`Entry 4 of the setting nomba.profiles is ignored. There is a profile “@live” already.\`

### \`ˋevilˋ ¦ [x](command:x)�# �eman\`, the active one of this window

- environment: sandbox
- host: \`sandbox.nomba.com\`
- token: failed
- secret storage: no answer within 5 s
- last failure: wrongSecret
- issued: 2026-01-30T10:30:00.000Z, 1 hour 30 minutes ago
- expires: 2026-01-30T11:30:00.000Z, 30 minutes ago
- next renewal: not by itself
- renewal lock: left behind by process 4711 on this machine, last heartbeat 3 minutes ago

### \`live\`

- environment: production
- host: \`api.nomba.com\`
- client secret: not stored
- token: expired, the stored record cannot be read
- a token record that could not be read was set aside
- issued: a moment that no calendar has
- expires: 2026-01-30T11:59:59.999Z, 1 ms ago
- next renewal: not by itself, because the profile is not the active one of this window
- renewal lock: failed (EACCES)

### \`held\`

- environment: custom
- host: \`127.0.0.1:8443\`
- client secret: not stored, only in the memory of this window
- token: refreshing, not stored, only in the memory of this window
- renewal lock: held by an unknown process of another machine, heartbeat 400 ms in the future

## Clock

- on this machine: 2026-01-30T08:30:00.000-03:30
- at the active profile’s host: unknown

## Reachability

- \`sandbox.nomba.com\`: connected, but no answer within 5 s (timeout after 5003 ms)

## Proxy

- for the active profile’s host: \`proxy.example:3128\` (has credentials), from http.proxy
- http.proxy: \`proxy.example:3128\` (has credentials)
- http.proxySupport: on
- http.noProxy: \`.corp.example\`, \`10.0.0.0/8\`, 2 not shown
- http.proxyStrictSSL: false
- http.systemCertificates: false
- HTTPS_PROXY: set, but not plainly an address, so not shown
- http_proxy: \`other.example\`
- NO_PROXY: \`localhost\`
- NODE_EXTRA_CA_CERTS: set

## Secret storage

- write: works, 2 s
- read: what was written is not there
- delete: no answer within 5 s

## Sharing

- nomba.shareWithHttpClients: never
- the active profile’s token: is not shared: you have turned sharing off (nomba.shareWithHttpClients)
- NOMBA_ACCESS_TOKEN: the user’s own
- NOMBA_ACCOUNT_ID: not set
- NOMBA_SUB_ACCOUNT_ID: not set, as long as Nomba shares
- NOMBA_BASE_URL: the user’s own
- nomba.shareWithTerminals: on
- env files that are kept current: 2

## HTTP clients

- REST Client: in another extension host, where the variables cannot be read
- httpYac: \`6.16.7\`, not active yet, in the same extension host

## Last failures

- 2026-01-30T11:58:00.000Z, 2 minutes ago: network, \`live\`, \`a¦b\`
- 2026-01-29T10:00:00.000Z, 1 day ago: wrongSecret, a profile that is gone
`;

// Seen to fail when any name, host, problem or failure comes as it is; when a thing that is wrong does not stand out; when one step of the secret storage is
// enough; when a heartbeat in the future is one of the past, or nobody’s lock is left behind; when a moment without a date is formatted.
describe('the doctor’s report', () => {
  it('of a window in which nothing is well begins with what is wrong, and keeps everything from outside inert', () => {
    assert.equal(doctorReport(broken), brokenReport);
  });
});
