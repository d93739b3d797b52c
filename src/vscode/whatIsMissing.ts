import { identityOf, type Profile } from '../profiles/profile';
import type { SharingDecision } from '../sharing/sharingPolicy';
import type { ActionButton } from './refusal';
import type { Services } from './services';
import { showWarning } from './showWarning';

type SharingRefusal = Extract<SharingDecision, { share: false }>['reason'];

/** The reference is empty as long as there is no token, or none that may be shared: better said now than found out by a refused request. */
export function tellWhatIsMissing({ sharing, tokens }: Services, profile: Profile): void {
  const decision = sharing.decide(profile);
  if (!decision.share) {
    tellWhyNotShared('The reference is empty', decision.reason);
  } else if (tokens.snapshot(identityOf(profile)).tokenSet === undefined) {
    showWarning(`The reference is empty: “${profile.name}” has no token yet.`, {
      title: 'Issue Token',
      command: 'nomba.issueToken',
      argument: { profile: profile.name },
    });
  }
}

/** @param outcome what comes of it, as the beginning of the sentence. */
export function tellWhyNotShared(outcome: string, reason: SharingRefusal): void {
  showWarning(`${outcome}: ${whyNotShared[reason]}`, remedies[reason]);
}

/** The end of a sentence for the user. */
export const whyNotShared: Readonly<Record<SharingRefusal, string>> = {
  production: 'a production token is shared only after you say yes.',
  never: 'you have turned sharing off.',
  untrusted: 'you do not trust this workspace.',
};

const remedies: Readonly<Record<SharingRefusal, ActionButton>> = {
  production: { title: 'Share With This Window', command: 'nomba.shareProductionToken' },
  never: {
    title: 'Open Setting',
    command: 'workbench.action.openSettings',
    argument: 'nomba.shareWithHttpClients',
  },
  untrusted: { title: 'Manage Trust', command: 'workbench.trust.manage' },
};
