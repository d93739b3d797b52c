import type { WithheldReason } from '../httpFile/lackOfToken';
import type { Environment } from '../profiles/environment';

export interface SharingCircumstances {
  readonly environment: Environment;
  /** The user's setting `nomba.shareWithHttpClients`. */
  readonly setting: 'sandbox' | 'always' | 'never';
  /** The user has said yes, in this window, to sharing the production token until the window closes. */
  readonly productionConfirmed: boolean;
  readonly workspaceTrusted: boolean;
}

export type SharingDecision =
  { readonly share: true } | { readonly share: false; readonly reason: WithheldReason };

/**
 * Whether the token may become an environment variable of this window. Every process that the extension host starts inherits the variables,
 * other extensions' included. So a production token waits for a yes, and no token is shared with a folder that the user does not trust.
 */
export function decideSharing(circumstances: SharingCircumstances): SharingDecision {
  const { environment, setting, productionConfirmed, workspaceTrusted } = circumstances;
  if (setting === 'never') {
    return { share: false, reason: 'never' };
  }
  if (!workspaceTrusted) {
    return { share: false, reason: 'untrusted' };
  }
  if (environment === 'production' && setting !== 'always' && !productionConfirmed) {
    return { share: false, reason: 'production' };
  }
  return { share: true };
}
