import { identityOf } from '../profiles/profile';
import { nombaTokenPlugin, type HttpYacPlugin } from '../sharing/httpYacPlugin';
import type { Disposable } from '../tokens/ports';
import { isTokenError } from '../tokens/tokenError';
import { profileOrActive, refuseLateToken } from './pickProfile';
import { isRefusal, Refusal } from './refusal';
import type { Services } from './services';
import { whyNotShared } from './whatIsMissing';

/** The part that is needed of what httpYac's extension exports (its source, version 6.16.7). */
interface HttpYacExports {
  readonly httpyac: { readonly store: { readonly pluginStore: Record<string, HttpYacPlugin> } };
  readonly documentStore: { clear(): void };
}

const pluginName = 'nomba';

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
  pluginStore[pluginName] = nombaTokenPlugin(async () => tokenToSend(services));
  // The files that it has read already go without the plug-in.
  documentStore.clear();
  return {
    dispose: () => {
      Reflect.deleteProperty(pluginStore, pluginName);
      documentStore.clear();
    },
  };
}

/** @throws {Error} whose message and stack are a sentence for the user: httpYac shows either. */
async function tokenToSend(services: Services): Promise<string> {
  try {
    return await sharedToken(services);
  } catch (error) {
    const reason =
      isRefusal(error) || isTokenError(error)
        ? error.message
        : 'Something went wrong in the Nomba extension.';
    const failure = new Error(`{{$nombaToken}} has no value. ${reason}`);
    failure.name = 'Nomba';
    failure.stack = failure.message;
    throw failure;
  }
}

/** @throws {Refusal | TokenError} when there is none, or none that may be shared with this window. */
async function sharedToken(services: Services): Promise<string> {
  const profile = profileOrActive(services, undefined);
  refuseUnshared();
  const { accessToken } = await services.tokens.get(identityOf(profile), { byUser: true });
  refuseLateToken(services, undefined, profile);
  refuseUnshared();
  return accessToken.reveal();

  function refuseUnshared(): void {
    const decision = services.sharing.decide(profile);
    if (!decision.share) {
      throw new Refusal(`The token is not shared: ${whyNotShared[decision.reason]}`);
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
