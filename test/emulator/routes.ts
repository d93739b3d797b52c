import { accountBalance, banks, checkoutOrder, parentAccount } from './apiEndpoints';
import type { EmulatorRequest, EndpointContext } from './checks';
import type { CallKind } from './faults';
import { errorReplies } from './replies';
import type { Reply } from './replies';
import { issueToken, refreshToken, revokeToken } from './tokenEndpoints';

/** What a call is and how it is answered; the answer throws Refusal. */
export interface Route {
  readonly kind: CallKind;
  readonly answer: (request: EmulatorRequest, context: EndpointContext) => Reply;
}

const routes = new Map<string, Route>([
  ['POST /v1/auth/token/issue', { kind: 'issue', answer: issueToken }],
  ['POST /v1/auth/token/refresh', { kind: 'refresh', answer: refreshToken }],
  ['POST /v1/auth/token/revoke', { kind: 'revoke', answer: revokeToken }],
  ['GET /v1/accounts/balance', { kind: 'api', answer: accountBalance }],
  ['GET /v1/accounts/parent', { kind: 'api', answer: parentAccount }],
  ['GET /v1/transfers/banks', { kind: 'api', answer: banks }],
  ['POST /v1/checkout/order', { kind: 'api', answer: checkoutOrder }],
]);

const nothingThere: Route = { kind: 'unknown', answer: () => errorReplies.unknownPath };

/** The route for a path without its query; a known path with another method is answered like an unknown one. */
export function findRoute(method: string, path: string): Route {
  return routes.get(`${method} ${path}`) ?? nothingThere;
}
