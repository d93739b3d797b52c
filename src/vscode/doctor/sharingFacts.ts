import { environmentVariables } from '../../httpFile/tokenReference';
import type { ProcessEnvironment } from '../../sharing/environmentVariables';
import type { TokenSharing } from '../../sharing/tokenSharing';
import type { SharingSetting } from '../../contributions';
import type { SharingFacts } from './doctorFacts';

/** Which variables there are and whose. Not what they hold. */
export function sharingFacts(
  sharing: Pick<TokenSharing, 'decision' | 'variableNames'>,
  setting: SharingSetting,
  environment: Readonly<ProcessEnvironment>,
  elsewhere: Pick<SharingFacts, 'terminals' | 'envFiles'>,
): SharingFacts {
  const ours = sharing.variableNames;
  return {
    setting,
    decision: sharing.decision,
    variables: Object.values(environmentVariables).map((name) => {
      const isSet = environment[name] !== undefined;
      const value = ours.includes(name) ? (isSet ? 'nomba' : 'hidden') : isSet ? 'own' : 'none';
      return [name, value] as const;
    }),
    ...elsewhere,
  };
}
