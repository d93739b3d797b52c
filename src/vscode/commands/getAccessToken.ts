import { identityOf } from '../../profiles/profile';
import type { SharingDecision } from '../../sharing/sharingPolicy';
import { withCancellableProgress } from '../cancellableProgress';
import { checkArgument } from '../commandArgument';
import type { Command } from '../command';
import { profileOrActive, refuseLateToken } from '../pickProfile';
import { Refusal } from '../refusal';

const reasons: Readonly<Record<Extract<SharingDecision, { share: false }>['reason'], string>> = {
  never: 'The setting nomba.shareWithHttpClients keeps the token from tasks and launch configurations too.',
  untrusted: 'Tokens are not given to a workspace that you do not trust.',
  production:
    'A production token is given only after “Nomba: Share Production Token with This Window…”, in a window that uses its profile.',
};

/**
 * Returns the token, for `${command:nomba.getAccessToken}` in tasks and launch configurations. Those belong to the folder, so what they get is subject to the
 * same policy as what `.http` clients get. Rejects when there is none.
 */
export const getAccessToken: Command<'nomba.getAccessToken'> = (services) => async (value) => {
  const argument = isDebugConfiguration(value) ? undefined : checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  const decision = services.sharing.decide(profile);
  if (!decision.share) {
    throw new Refusal(reasons[decision.reason]);
  }
  // Somebody has started a task and waits for it.
  const { accessToken } = await withCancellableProgress(
    `Getting the token of “${profile.name}”…`,
    async (signal) => services.tokens.get(identityOf(profile), { signal, byUser: true }),
  );
  refuseLateToken(services, argument?.profile, profile);
  return accessToken.reveal();
};

/** VS Code passes the launch configuration in which the command stands. It may have a `profile` of its own, a browser's for example. */
function isDebugConfiguration(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && 'request' in value;
}
