import { noToken, withheldTokens, type LackOfToken } from '../httpFile/lackOfToken';
import { identityOf, type Profile } from '../profiles/profile';
import type { Services } from './services';
import { showWarning } from './showWarning';

/** The reference is empty as long as there is no token, or none that may be shared: better said now than found out by a refused request. */
export function tellWhatIsMissing({ sharing, tokens }: Services, profile: Profile): void {
  const decision = sharing.decide(profile);
  if (!decision.share) {
    tellLack('The reference is empty', withheldTokens[decision.reason]);
  } else if (tokens.snapshot(identityOf(profile)).tokenSet === undefined) {
    tellLack('The reference is empty', noToken(profile.name));
  }
}

/** @param outcome what comes of it, as the beginning of the sentence. */
export function tellLack(outcome: string, { reason, remedy }: LackOfToken): void {
  showWarning(`${outcome}: ${reason}`, remedy);
}
