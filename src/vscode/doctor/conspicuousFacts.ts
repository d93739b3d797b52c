import type { TransportFailure } from '../../nomba/transport';
import type { WithheldReason } from '../../httpFile/lackOfToken';
import { failureSentences } from '../../tokens/tokenError';
import type { DoctorFacts, ProfileFacts } from './doctorFacts';
import { inert } from './inert';
import { isLeftBehind } from './profileSection';
import { drift } from './reportTimes';

/** ms. A clock that is off by less does no harm. */
const harmlessOffset = 60_000;

/** Why a token is not shared. A report has no buttons, so it names what helps. */
export const sharingReasons: Readonly<Record<WithheldReason, string>> = {
  production:
    'a production token is shared only after you say yes (“Nomba: Share Production Token with This Window…”)',
  never: 'you have turned sharing off (nomba.shareWithHttpClients)',
  untrusted: 'you do not trust this workspace',
};

/** What is probably wrong, most probable cause first, as sentences that say what can be done. */
export function conspicuousFacts(facts: DoctorFacts): readonly string[] {
  const active = facts.profiles.find((profile) => profile.active);
  return [
    ...(active === undefined ? ['There is no profile that can be used. Run “Nomba: Add Profile…”.'] : []),
    ...(facts.profileProblems.length === 0 ? [] : ['Entries of the setting nomba.profiles cannot be used.']),
    ...reachabilityProblems(facts),
    ...clockProblems(facts),
    ...storageProblems(facts),
    ...(active === undefined ? [] : tokenProblems(active, facts)),
    ...facts.profiles.slice(0, 20).flatMap(otherProblems),
    ...(active === undefined ? [] : sharingProblems(facts, active)),
    ...clientProblems(facts),
  ];
}

function reachabilityProblems({ reachability }: DoctorFacts): readonly string[] {
  if (reachability === undefined) {
    return [];
  }
  if ('problem' in reachability) {
    return ['Whether the host of the active profile answers could not be found out. Run the doctor again.'];
  }
  const { outcome } = reachability.found;
  return typeof outcome === 'object' || outcome === 'cancelled' ? [] : [unanswered[outcome]];
}

/** What happened and what to do, for each reason why the active profile’s host gave no answer. */
const unanswered: Readonly<Record<Exclude<TransportFailure, 'cancelled'>, string>> = {
  unreachable: 'The host of the active profile cannot be reached. Check the connection, a proxy or a VPN.',
  untrusted: `There is no connection to the host of the active profile. ${failureSentences.untrusted}`,
  timeout:
    'The host of the active profile takes connections, but does not answer in time. Try again in a moment; if it stays so, check a proxy or a VPN.',
  broken:
    'The connection to the host of the active profile was lost before its answer was complete. Try again; if it stays so, check the connection, a proxy or a VPN.',
  unreadable:
    'The answer of the active profile’s host cannot be read. Check the base URL of the profile, and any proxy in between.',
};

function clockProblems({ reachability }: DoctorFacts): readonly string[] {
  const offset = reachability !== undefined && 'found' in reachability ? reachability.found.clockOffset : 0;
  return offset !== undefined && Math.abs(offset) >= harmlessOffset
    ? [`The clocks differ: ${drift(offset)}. Set the clock of this machine.`]
    : [];
}

function storageProblems({ secretStore: { write, read, delete: deletion } }: DoctorFacts): readonly string[] {
  return [write, read, deletion].every((step) => 'found' in step)
    ? []
    : [
        'VS Code’s secret storage does not work as it should. What it does not keep is gone when the window closes.',
      ];
}

function tokenProblems(
  { state, failure, stored }: ProfileFacts,
  { settings }: DoctorFacts,
): readonly string[] {
  const noSecret = 'found' in stored && stored.found.clientSecret === 'none';
  return [
    ...(noSecret
      ? [
          'The active profile has no client secret on this machine. Run “Nomba: Set Client Secret (Private Key)…”.',
        ]
      : []),
    ...(failure === undefined || (noSecret && failure === 'missingSecret')
      ? []
      : [`The last call for the active profile failed. ${failureSentences[failure]}`]),
    ...(state === 'expired' ? ['The token of the active profile has expired.'] : []),
    ...(settings.autoRefresh ? [] : ['Tokens are not renewed by themselves (nomba.autoRefresh.enabled).']),
  ];
}

function otherProblems({ name, stored, lock }: ProfileFacts): readonly string[] {
  const unreadable = 'found' in stored && (stored.found.token === 'unreadable' || stored.found.setAside);
  const leftBehind = 'found' in lock && lock.found !== undefined && isLeftBehind(lock.found);
  return [
    ...(unreadable ? [`A stored token of ${inert(name)} could not be read. Issue another one.`] : []),
    ...(leftBehind
      ? [`A window that has ended left the renewal lock of ${inert(name)} behind. It will be cleared away.`]
      : []),
  ];
}

function sharingProblems({ sharing }: DoctorFacts, { token }: ProfileFacts): readonly string[] {
  const { decision, variables } = sharing;
  if (decision?.share === false) {
    return [`HTTP clients cannot read the token: ${sharingReasons[decision.reason]}.`];
  }
  const isSet = variables.some(([name, value]) => name === 'NOMBA_ACCESS_TOKEN' && value === 'nomba');
  return token === undefined || isSet ? [] : ['The token may be shared, but its variable is not set.'];
}

function clientProblems({ httpClients }: DoctorFacts): readonly string[] {
  const clients = 'found' in httpClients ? httpClients.found : [];
  return [
    ...clients
      .filter(({ presence }) => presence === 'otherHost')
      .map(
        ({ name }) =>
          `${name} runs in another extension host than Nomba (extensions.experimental.affinity?), so it sends an empty token.`,
      ),
    ...(clients.length > 0 && clients.every(({ presence }) => presence === 'absent')
      ? ['Neither REST Client nor httpYac is installed.']
      : []),
  ];
}
