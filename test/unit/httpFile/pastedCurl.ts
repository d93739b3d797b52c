import { requestFromCurl } from '../../../src/httpFile/curlCommand';
import { httpRequestText, type CurlContext } from '../../../src/httpFile/curlRequest';
import { reference } from '../../../src/httpFile/dialect';

export const accountId = '11111111-2222-4333-8444-555555555555';
export const sandbox: CurlContext = {
  dialect: 'processEnv',
  values: new Map([['known', 'x']]),
  environment: { NOMBA_BASE_URL: 'https://sandbox.nomba.com' },
  customHosts: new Set(['localhost:8080', 'gateway.example']),
  profile: { environment: 'sandbox', accountId },
  lineEnding: '\n',
};

/** The lines of the request that a pasted command becomes. */
export function pasted(command: string, changes: Partial<CurlContext> = {}): readonly string[] | undefined {
  const context = { ...sandbox, ...changes };
  const request = requestFromCurl(command, (variable) => reference(context.dialect, variable));
  return request && httpRequestText(request, context)?.split(context.lineEnding);
}
