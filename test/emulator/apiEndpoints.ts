import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { bearerOf, requireAccountId, requireAccountOf, requireBody, requireSignedBearer } from './checks';
import type { EmulatorRequest, EndpointContext } from './checks';
import { errorReplies, Refusal, success } from './replies';
import type { Reply } from './replies';
import type { IssuedTokens } from './tokens';

const text = v.pipe(v.string(), v.nonEmpty());
const orderBody = v.object({
  order: v.object({
    orderReference: v.optional(text),
    amount: v.union([text, v.number()]),
    currency: v.literal('NGN'),
    callbackUrl: v.optional(text),
    customerEmail: v.optional(text),
  }),
});

/** GET /v1/accounts/balance */
export function accountBalance(request: EmulatorRequest, context: EndpointContext): Reply {
  requireSession(request, context);
  return success('Success', {
    amount: '25000.00',
    currency: 'NGN',
    timeCreated: new Date(context.now()).toISOString(),
  });
}

/** GET /v1/accounts/parent */
export function parentAccount(request: EmulatorRequest, context: EndpointContext): Reply {
  const { accountId } = requireSession(request, context);
  return success('Success', {
    accountId,
    accountName: 'Ada Obi Stores',
    type: 'PARENT',
    status: 'ACTIVE',
    currency: 'NGN',
  });
}

/** GET /v1/transfers/banks */
export function banks(request: EmulatorRequest, context: EndpointContext): Reply {
  requireSession(request, context);
  return success('Success', [
    { code: '053', name: 'Test Bank of the Emulator' },
    { code: '058', name: 'Invented Trust Bank' },
  ]);
}

/** POST /v1/checkout/order */
export function checkoutOrder(request: EmulatorRequest, context: EndpointContext): Reply {
  requireSession(request, context);
  const { order } = requireBody(request, orderBody);
  const orderReference = order.orderReference ?? randomUUID();
  return success('Success', {
    checkoutLink: `https://checkout.invalid/${encodeURIComponent(orderReference)}`,
    orderReference,
  });
}

/** What stands before every call: a good bearer and the parent account it belongs to. */
function requireSession(request: EmulatorRequest, context: EndpointContext): IssuedTokens {
  const accountId = requireAccountId(request);
  requireSignedBearer(request, context);
  const tokens = context.tokens.find(bearerOf(request.headers) ?? '');
  if (tokens === undefined) {
    throw new Refusal(errorReplies.unauthorized);
  }
  requireAccountOf(tokens, accountId, context);
  return tokens;
}
