import { factsOf } from './fileFacts';
import type { Finding, FindingContext } from './finding';
import { credentialsInBody, credentialsInVariables } from './findings/credentialInBody';
import { environmentFindings } from './findings/environmentFindings';
import { headerFindings } from './findings/headerFindings';
import { moneyFindings } from './findings/moneyFindings';
import { pathFindings } from './findings/pathFindings';
import { tokenLiterals } from './findings/tokenLiterals';
import { tokenReferenceFindings } from './findings/tokenReferenceFindings';
import { nombaRequests } from './nombaRequest';
import type { Section } from './section';

/**
 * What is wrong or remarkable in a section, in the order of the text. Requests that do not go to Nomba are left alone, but for tokens of Nomba in them. The same
 * section and context give the same findings. Takes time in proportion to the text and never throws.
 */
export function findings(section: Section, context: FindingContext): readonly Finding[] {
  const requests = nombaRequests(section, context);
  const file = context.file ?? factsOf(section, context, () => requests);
  return [
    ...tokenLiterals(section, requests, file, context),
    ...credentialsInVariables(section, file, context),
    ...requests.flatMap((request) => [
      ...credentialsInBody(section, request, context),
      ...environmentFindings(section, request, context),
      ...pathFindings(section, request, context),
      ...headerFindings(section, request, context, file),
      ...tokenReferenceFindings(request, context),
      ...moneyFindings(request, context),
    ]),
  ].toSorted((a, b) => a.start - b.start || a.end - b.end);
}
