import assert from 'node:assert/strict';
import { doctorReport } from '../../../../src/vscode/doctor/doctorReport';
import { empty } from './brokenFacts';
import { sampleFacts, sampleProfile } from './sampleFacts';

const healthyReport = `# Nomba doctor

A report for asking for help. It holds no token, no secret, no account id and no client id. It does hold the names of your profiles and of hosts, a proxy’s included: look through it before you publish it.

## What stands out

- nothing

## Versions

- Nomba Tokens: \`0.1.0\`
- editor: \`Visual Studio Code 1.100.3\`
- Node: 20.19.0, Electron 34.5.1
- system: \`linux 6.8.0 x64\`

## Host

- window: desktop (\`desktop\`)
- remote: no
- extension host: local
- workspace: trusted

## Settings

- nomba.autoRefresh.enabled: true
- nomba.autoRefresh.leadTimeMinutes: 5
- nomba.requestTimeoutSeconds: 15

## Profiles

- in nomba.profiles: 1

### \`sandbox\`, the active one of this window

- environment: sandbox
- host: \`sandbox.nomba.com\`
- client secret: stored
- token: fresh, stored
- issued: 2026-01-30T11:50:00.000Z, 10 minutes ago
- expires: 2026-01-30T12:20:00.000Z, in 20 minutes
- next renewal: 2026-01-30T12:15:00.000Z, in 15 minutes
- renewal lock: free

## Clock

- on this machine: 2026-01-30T13:00:00.000+01:00
- at the active profile’s host: 2026-01-30T12:00:00.000Z; the same as on this machine, as far as can be seen

## Reachability

- \`sandbox.nomba.com\`: reachable, HTTP 404 after 231 ms (any status will do)

## Proxy

- for the active profile’s host: as the system has it, which an extension cannot see
- http.proxy: not set
- http.proxySupport: override
- http.noProxy: not set
- http.proxyStrictSSL: true
- http.systemCertificates: true
- HTTP_PROXY, HTTPS_PROXY, NO_PROXY: not set
- NODE_EXTRA_CA_CERTS: not set

## Secret storage

- write: works, 12 ms
- read: works, 3 ms
- delete: works, 4 ms

## Sharing

- nomba.shareWithHttpClients: sandbox
- the active profile’s token: may be shared with this window
- NOMBA_ACCESS_TOKEN: set by Nomba
- NOMBA_ACCOUNT_ID: set by Nomba
- NOMBA_SUB_ACCOUNT_ID: not set
- NOMBA_BASE_URL: set by Nomba
- nomba.shareWithTerminals: off
- env files that are kept current: 0

## HTTP clients

- REST Client: \`0.26.0\`, active, in the same extension host
- httpYac: not installed

## Last failures

- none since this window was opened
`;

const emptyReport = `# Nomba doctor

A report for asking for help. It holds no token, no secret, no account id and no client id. It does hold the names of your profiles and of hosts, a proxy’s included: look through it before you publish it.

## What stands out

- There is no profile that can be used. Run “Nomba: Add Profile…”.

## Versions

- Nomba Tokens: \`0.1.0\`
- editor: \`Visual Studio Code 1.100.3\`
- Node: 20.19.0, Electron 34.5.1
- system: \`linux 6.8.0 x64\`

## Host

- window: desktop (\`desktop\`)
- remote: no
- extension host: local
- workspace: trusted

## Settings

- nomba.autoRefresh.enabled: true
- nomba.autoRefresh.leadTimeMinutes: 5
- nomba.requestTimeoutSeconds: 15

## Profiles

- in nomba.profiles: 0

## Clock

- on this machine: 2026-01-30T13:00:00.000+01:00
- at the active profile’s host: unknown

## Reachability

- not tried, there is no profile

## Proxy

- http.proxy: not set
- http.proxySupport: override
- http.noProxy: not set
- http.proxyStrictSSL: true
- http.systemCertificates: true
- HTTP_PROXY, HTTPS_PROXY, NO_PROXY: not set
- NODE_EXTRA_CA_CERTS: not set

## Secret storage

- write: works, 12 ms
- read: works, 3 ms
- delete: works, 4 ms

## Sharing

- nomba.shareWithHttpClients: sandbox
- the active profile’s token: there is no profile
- NOMBA_ACCESS_TOKEN: not set
- NOMBA_ACCOUNT_ID: not set
- NOMBA_SUB_ACCOUNT_ID: not set
- NOMBA_BASE_URL: not set
- nomba.shareWithTerminals: off
- env files that are kept current: 0

## HTTP clients

- REST Client, httpYac: failed

## Last failures

- none since this window was opened
`;

// Seen to fail when: there is no line for nothing; any difference of the clocks stands out, or that in one direction only, or the directions are swapped; all
// profiles are shown, or the active one only among the first; a renewal that is due gets a time; the local time is not shifted.
describe('the doctor’s report', () => {
  it('of a window in which all is well says so', () => {
    assert.equal(doctorReport(sampleFacts()), healthyReport);
  });

  it('of a window without a profile says how to begin', () => {
    assert.equal(doctorReport(empty), emptyReport);
  });

  for (const [clockOffset, drift, conspicuous] of [
    [7_380_000, 'this machine is 2 hours 3 minutes behind', true],
    [-7_380_000, 'this machine is 2 hours 3 minutes ahead', true],
    [-12_000, 'this machine is 12 s ahead', false],
  ] as const) {
    it(`says of a server’s clock that is ${clockOffset} ms ahead: ${drift}`, () => {
      const reachability = { found: { duration: 231, outcome: { status: 404 }, clockOffset } };
      const report = doctorReport(sampleFacts({ reachability }));
      const [clock = ''] = /at the active profile’s host: .*/.exec(report) ?? [];
      assert.deepEqual(
        [clock.endsWith(`; ${drift}`), report.includes(`The clocks differ: ${drift}.`)],
        [true, conspicuous],
      );
    });
  }

  it('says of a token whose renewal is late that it is due', () => {
    const report = doctorReport(sampleFacts({ profiles: [sampleProfile({ untilRenewal: -60_000 })] }));
    assert.equal(/^- next renewal: (.*)$/m.exec(report)?.[1], 'due now');
  });

  it('shows twenty profiles and the active one, however many there are', () => {
    const profiles = Array.from({ length: 30 }, (_, index) =>
      sampleProfile({ name: `profile ${index + 1}`, active: index === 24 }),
    );
    const titles = doctorReport(sampleFacts({ profiles })).match(/^### .*$/gm) ?? [];
    assert.deepEqual([titles.length, titles.at(-1)], [21, '### `profile 25`, the active one of this window']);
  });
});
