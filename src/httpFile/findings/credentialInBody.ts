import { reference } from '../dialect';
import type { FileFacts } from '../fileFacts';
import { namesOf } from '../fileVariables';
import type { Finding, FindingContext } from '../finding';
import type { NombaRequest } from '../nombaRequest';
import type { Section } from '../section';
import { clientSecretVariable } from '../tokenReference';
import { isSecret, secretsInBody } from './secretsInBody';

/** The client secret, written out in a request for a token. No edit mends it: who deletes the request loses nothing. */
export function credentialsInBody(
  section: Section,
  request: NombaRequest,
  context: FindingContext,
): readonly Finding[] {
  return secretsInBody(section, request, context).flatMap(({ place, variable }) =>
    variable === undefined
      ? [
          {
            code: 'credential-in-body',
            ...place,
            message:
              'The client secret is written into the file. The extension issues tokens itself: delete this request.',
            fixes: [],
          },
        ]
      : [],
  );
}

/** The client secret in file variables that such requests refer to, once each. */
export function credentialsInVariables(
  { variables }: Section,
  { secretVariables }: FileFacts,
  { dialect }: Pick<FindingContext, 'dialect'>,
): readonly Finding[] {
  return variables
    .filter(
      (variable) => namesOf(variable).some((name) => secretVariables.has(name)) && isSecret(variable.value),
    )
    .map(({ valueSpan }) => ({
      code: 'credential-in-body',
      ...valueSpan,
      message: `The client secret is written into the file, for a request for a token. The extension issues tokens itself: delete both, or keep the secret in the environment variable ${clientSecretVariable}.`,
      fixes: [
        {
          kind: 'edits',
          title: 'Use the client secret by reference',
          edits: [{ ...valueSpan, newText: reference(dialect, clientSecretVariable) }],
        },
      ],
    }));
}
