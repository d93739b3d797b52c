import { withheldTokens } from '../httpFile/lackOfToken';
import { identityOf } from '../profiles/profile';
import { nombaTokenPlugin, type HttpYacPlugin } from '../sharing/httpYacPlugin';
import type { Disposable } from '../tokens/ports';
import { isTokenError } from '../tokens/tokenError';
import { profileOrActive, refuseLateToken } from './pickProfile';
import { isRefusal, Refusal } from './refusal';
import type { Services } from './services';

/** The part that is needed of what httpYac's extension exports (its source, version 6.16.7). */
interface HttpYacExports {
  readonly httpyac: { readonly store: { readonly pluginStore: Record<string, HttpYacPlugin> } };
  readonly documentStore: { clear(): void };
}

const pluginName = 'nomba';

/** ms. Who asks again sooner after a failure is no person: httpYac goes through all requests of a file. Nomba is not to be asked for each of them. */
const sameRun = 2_000;

/**
 * Teaches httpYac `{{$nombaToken}}`, until it is disposed of. `undefined` when that is not possible.
 *
 * @param exports what httpYac's extension has exported.
 */
export function teachNombaToken(exports: unknown, services: Services): Disposable | undefined {
  if (!isHttpYac(exports)) {
    services.log.warn('This version of httpYac takes no plug-in: {{$nombaToken}} is not known to it.');
    return undefined;
  }
  const { httpyac, documentStore } = exports;
  const { pluginStore } = httpyac.store;
  let failedAt = -Infinity;
  pluginStore[pluginName] = nombaTokenPlugin(async () => {
    const byUser = services.clock.uptime() - failedAt > sameRun;
    try {
      return await sharedToken(services, byUser);
    } catch (error) {
      failedAt = services.clock.uptime();
      throw sayable(error);
    }
  });
  // The files that it has read already go without the plug-in.
  documentStore.clear();
  return {
    dispose: () => {
      Reflect.deleteProperty(pluginStore, pluginName);
      documentStore.clear();
    },
  };
}

/** With a sentence for the user as its message and its stack: httpYac shows either. */
function sayable(error: unknown): Error {
  const reason =
    isRefusal(error) || isTokenError(error) ? error.message : 'Something went wrong in the Nomba extension.';
  const failure = new Error(`{{$nombaToken}} has no value. ${reason}`);
  failure.stack = failure.message;
  return failure;
}

/** @throws {Refusal | TokenError} when there is none, or none that may be shared with this window. */
async function sharedToken(services: Services, byUser: boolean): Promise<string> {
  const profile = profileOrActive(services, undefined);
  refuseUnshared();
  const { accessToken } = await services.tokens.get(identityOf(profile), { byUser });
  refuseLateToken(services, undefined, profile);
  refuseUnshared();
  return accessToken.reveal();

  function refuseUnshared(): void {
    const decision = services.sharing.decide(profile);
    if (!decision.share) {
      throw new Refusal(`The token is not shared: ${withheldTokens[decision.reason].reason}`);
    }
  }
}

function isHttpYac(exports: unknown): exports is HttpYacExports {
  return (
    typeof member(member(member(exports, 'httpyac'), 'store'), 'pluginStore') === 'object' &&
    typeof member(member(exports, 'documentStore'), 'clear') === 'function'
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
