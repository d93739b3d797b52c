import { withoutPieces } from '../../nomba/redact';
import type { Secret } from '../../profiles/secret';
import { conspicuousFacts, sharingReasons } from './conspicuousFacts';
import type { DoctorFacts, FailureFacts, HostFacts, SharingFacts } from './doctorFacts';
import { patience, type Finding } from './finding';
import type { HttpClientFacts } from './httpClients';
import { inert } from './inert';
import { profileLines } from './profileSection';
import { proxyLines } from './proxySection';
import type { Reachability } from './reachability';
import { drift, exactDuration, isoTime, localIsoTime, momentText } from './reportTimes';

/** Pieces of a secret that are shorter may be seen; a shorter secret cannot be told from a word. */
const smallestPiece = 12;

const mostProfiles = 20;

/**
 * The facts as Markdown that can be pasted into a bug report. Whatever came from outside is inert, on one line and bounded.
 *
 * @param secrets are not in the facts; but somebody may have typed one where a name belongs, so they are looked for in what is to be shown.
 */
export function doctorReport(facts: DoctorFacts, secrets: readonly Secret[] = []): string {
  const text = [
    '# Nomba doctor',
    '',
    'A report for asking for help. It holds no token, no secret, no account id and no client id. It does hold the names of your profiles and of hosts, a proxy’s included: look through it before you publish it.',
    ...sections(facts).flatMap(([title, lines]) => ['', title, '', ...lines.map((line) => `- ${line}`)]),
    '',
  ].join('\n');
  return withoutPieces(
    text,
    secrets.filter((secret) => secret.reveal().length >= smallestPiece),
  );
}

type Section = readonly [title: string, lines: readonly string[]];

function sections(facts: DoctorFacts): readonly Section[] {
  return [
    ['## What stands out', orElse(conspicuousFacts(facts), 'nothing')],
    ['## Versions', versionLines(facts)],
    ['## Host', hostLines(facts.host)],
    ['## Settings', settingLines(facts)],
    ...profileSections(facts),
    ['## Clock', clockLines(facts)],
    ['## Reachability', [reachabilityLine(facts)]],
    ['## Proxy', proxyLines(facts.proxy)],
    ['## Secret storage', secretStoreLines(facts)],
    ['## Sharing', sharingLines(facts.sharing)],
    ['## HTTP clients', httpClientLines(facts.httpClients)],
    ['## Last failures', orElse(failureLines(facts), 'none since this window was opened')],
  ];
}

function versionLines({ versions }: DoctorFacts): readonly string[] {
  const { extension, editor, editorVersion, node, electron, platform, architecture } = versions;
  return [
    `Nomba Tokens: ${inert(extension)}`,
    `editor: ${inert(`${editor} ${editorVersion}`)}`,
    `Node: ${node}${electron === undefined ? '' : `, Electron ${electron}`}`,
    `system: ${inert(`${platform} ${architecture}`)}`,
  ];
}

function hostLines({ ui, appHost, remote, extensionHost, workspaceTrusted }: HostFacts): readonly string[] {
  return [
    `window: ${ui} (${inert(appHost)})`,
    `remote: ${remote ?? 'no'}`,
    `extension host: ${extensionHost}`,
    `workspace: ${workspaceTrusted ? 'trusted' : 'not trusted (Restricted Mode)'}`,
  ];
}

function settingLines({ settings }: DoctorFacts): readonly string[] {
  return [
    `nomba.autoRefresh.enabled: ${String(settings.autoRefresh)}`,
    `nomba.autoRefresh.leadTimeMinutes: ${settings.leadTimeMinutes}`,
    `nomba.requestTimeoutSeconds: ${settings.requestTimeoutSeconds}`,
  ];
}

function profileSections({ profiles, profileProblems, now }: DoctorFacts): readonly Section[] {
  const summary = [
    `in nomba.profiles: ${profiles.length}`,
    ...(profiles.length > mostProfiles ? [`shown: the first ${mostProfiles} and the active one`] : []),
    ...profileProblems.slice(0, mostProfiles).map((problem) => `a problem: ${inert(problem, 200)}`),
  ];
  return [
    ['## Profiles', summary],
    ...profiles
      .filter(({ active }, index) => active || index < mostProfiles)
      .map((profile): Section => {
        const title = `### ${inert(profile.name)}${profile.active ? ', the active one of this window' : ''}`;
        return [title, profileLines(profile, now)];
      }),
  ];
}

function clockLines({ now, timeZoneOffset, reachability }: DoctorFacts): readonly string[] {
  const answer = reachability !== undefined && 'found' in reachability ? reachability.found : undefined;
  const offset = answer?.clockOffset;
  return [
    `on this machine: ${localIsoTime(now, timeZoneOffset)}`,
    offset === undefined
      ? 'at the active profile’s host: unknown'
      : `at the active profile’s host: ${isoTime(now + offset)}; ${drift(offset)}`,
  ];
}

function reachabilityLine({ profiles, reachability }: DoctorFacts): string {
  if (reachability === undefined) {
    return 'not tried, there is no profile';
  }
  const host = profiles.find(({ active }) => active)?.host ?? '';
  const said = 'found' in reachability ? outcomeText(reachability.found) : reachability.problem;
  return `${inert(host)}: ${said}`;
}

function outcomeText({ outcome, duration }: Reachability): string {
  return typeof outcome === 'object'
    ? `reachable, HTTP ${outcome.status} after ${duration} ms (any status will do)`
    : `${outcomes[outcome]} (${outcome} after ${duration} ms)`;
}

const outcomes: Readonly<Record<Extract<Reachability['outcome'], string>, string>> = {
  cancelled: 'cancelled',
  unreachable: 'no connection: the name is unknown, the port closed, a proxy refused, or nobody answered',
  untrusted: 'no connection: the certificate is not trusted on this machine',
  timeout: `connected, but no answer within ${patience / 1000} s`,
  broken: 'connected, but the connection was lost before the answer was complete',
  unreadable: 'connected, but the answer is too large or no HTTP',
};

function secretStoreLines({ secretStore }: DoctorFacts): readonly string[] {
  return (['write', 'read', 'delete'] as const).map((step) => {
    const finding = secretStore[step];
    return `${step}: ${'found' in finding ? `works, ${exactDuration(finding.found)}` : finding.problem}`;
  });
}

function sharingLines({
  setting,
  decision,
  variables,
  terminals,
  envFiles,
}: SharingFacts): readonly string[] {
  return [
    `nomba.shareWithHttpClients: ${setting}`,
    `the active profile’s token: ${decision === undefined ? 'there is no profile' : decisionText(decision)}`,
    ...variables.map(([name, value]) => `${name}: ${variableTexts[value]}`),
    `nomba.shareWithTerminals: ${terminals ? 'on' : 'off'}`,
    `env files that are kept current: ${envFiles}`,
  ];
}

function decisionText(decision: NonNullable<SharingFacts['decision']>): string {
  return decision.share
    ? 'may be shared with this window'
    : `is not shared: ${sharingReasons[decision.reason]}`;
}

const variableTexts: Readonly<Record<SharingFacts['variables'][number][1], string>> = {
  nomba: 'set by Nomba',
  own: 'the user’s own',
  hidden: 'not set, as long as Nomba shares',
  none: 'not set',
};

function httpClientLines(clients: Finding<readonly HttpClientFacts[]>): readonly string[] {
  return 'found' in clients
    ? clients.found.map(httpClientLine)
    : [`REST Client, httpYac: ${clients.problem}`];
}

function httpClientLine({ name, presence, version, active }: HttpClientFacts): string {
  switch (presence) {
    case 'here':
      return `${name}: ${inert(version)}, ${active ? 'active' : 'not active yet'}, in the same extension host`;
    case 'otherHost':
      return `${name}: in another extension host, where the variables cannot be read`;
    case 'absent':
      return `${name}: not installed`;
  }
}

function failureLines({ failures, now }: DoctorFacts): readonly string[] {
  return failures.map(({ at, kind, profiles }: FailureFacts) => {
    const names =
      profiles.length === 0 ? 'a profile that is gone' : profiles.map((name) => inert(name)).join(', ');
    return `${momentText(at, now)}: ${kind}, ${names}`;
  });
}

function orElse(lines: readonly string[], other: string): readonly string[] {
  return lines.length === 0 ? [other] : lines;
}
