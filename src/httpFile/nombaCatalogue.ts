import type { HeaderField } from './insertHeaders';
import { environmentVariables, httpClientReference } from './tokenReference';

/** The parts of Nomba's API, by the names of its documentation. */
export type Product =
  | 'Accounts'
  | 'Virtual accounts'
  | 'Checkout'
  | 'Transfers'
  | 'Transactions'
  | 'Terminals'
  | 'Bills'
  | 'Direct debits'
  | 'Webhooks';

/** A request of Nomba's API with samples in it. `{{name}}` in query, headers and body stands for one of {@link sampleValues}. */
export interface CatalogueRequest {
  readonly product: Product;
  /** Stable: others keep it. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what the request does. */
  readonly description: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its version, as documented; `{name}` stands for one of {@link sampleValues}. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Beside those that every request needs. */
  readonly headers?: readonly HeaderField[];
  /** A JSON object. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Whether money leaves an account when this is sent. */
  readonly movesMoney: boolean;
}

/** What the placeholders of the catalogue stand for: ids of the active profile by reference, and invented values. */
export const sampleValues: Readonly<Record<string, string>> = {
  accountId: httpClientReference(environmentVariables.accountId),
  subAccountId: httpClientReference(environmentVariables.subAccountId),
  identifier: 'ref-0123456789abcdef',
  orderReference: 'order-0001',
  transactionId: 'WEB-ONLINE_C-0001',
  tokenKey: 'saved-card-0001',
  receiverAccountId: '11111111-2222-4333-8444-555555555555',
  sessionId: '000000000000000000000000000001',
  terminalId: '2KUD0001',
  telco: 'MTN',
  hooksRequestId: '22222222-3333-4444-8555-666666666666',
};

/** Nomba's documentation advises it where sending twice would do harm. REST Client and httpYac make a new UUID of it at each send. */
const idempotencyKey: HeaderField = { name: 'X-Idempotent-key', value: '{{$guid}}' };

const virtualAccount = {
  accountRef: '{{identifier}}',
  accountName: 'Ada Obi',
  expectedAmount: '200.00',
  // Nomba refuses a date in the past, so this one is far off.
  expiryDate: '2040-01-30 12:15:00',
};

const order = {
  orderReference: '{{orderReference}}',
  amount: '10000.00',
  currency: 'NGN',
  callbackUrl: 'https://example.com/callback',
  customerEmail: 'ada@example.com',
  customerId: '1',
};

const webhookEvents = {
  coreUserId: '{{accountId}}',
  limit: 1,
  eventType: 'payment_success',
  startDateTime: '2026-01-01',
  endDateTime: '2026-01-31',
};

/**
 * The requests of Nomba's API that people send, by product. Source: Nomba's documentation.
 *
 * Each `merchantTxRef` is a fixed text of its own: it names one payment, so that a request that is sent again by accident can be refused.
 */
export const nombaCatalogue: readonly CatalogueRequest[] = [
  {
    product: 'Accounts',
    id: 'account-balance',
    title: 'Get the balance',
    description: 'Answers with the balance of the parent account; changes nothing.',
    method: 'GET',
    path: '/v1/accounts/balance',
    movesMoney: false,
  },
  {
    product: 'Accounts',
    id: 'parent-account',
    title: 'Get the parent account',
    description: 'Answers with name, type and status of the parent account.',
    method: 'GET',
    path: '/v1/accounts/parent',
    movesMoney: false,
  },
  {
    product: 'Accounts',
    id: 'list-accounts',
    title: 'List accounts',
    description: 'Lists the accounts under the parent account.',
    method: 'GET',
    path: '/v1/accounts',
    query: { limit: '10' },
    movesMoney: false,
  },
  {
    product: 'Accounts',
    id: 'sub-account-balance',
    title: 'Get the balance of a sub-account',
    description: 'Answers with the balance of one sub-account.',
    method: 'GET',
    path: '/v1/accounts/{subAccountId}/balance',
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'create-virtual-account',
    title: 'Create a virtual account',
    description:
      'Creates an account number that a customer can pay into; the money reaches the parent account.',
    method: 'POST',
    path: '/v1/accounts/virtual',
    headers: [idempotencyKey],
    body: virtualAccount,
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'create-virtual-account-of-sub-account',
    title: 'Create a virtual account for a sub-account',
    description: 'Creates an account number that a customer can pay into; the money reaches the sub-account.',
    method: 'POST',
    path: '/v1/accounts/virtual/{subAccountId}',
    headers: [idempotencyKey],
    body: virtualAccount,
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'get-virtual-account',
    title: 'Get a virtual account',
    description: 'Answers with one virtual account, by your reference or by its account number.',
    method: 'GET',
    path: '/v1/accounts/virtual/{identifier}',
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'update-virtual-account',
    title: 'Update a virtual account',
    description: 'Changes the name or the callback URL of one virtual account.',
    method: 'PUT',
    path: '/v1/accounts/virtual/{identifier}',
    body: { accountName: 'Ada Obi', callbackUrl: 'https://example.com/callback' },
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'list-virtual-accounts',
    title: 'List virtual accounts',
    description: 'Lists virtual accounts, all of them or those that the body asks for.',
    method: 'POST',
    path: '/v1/accounts/virtual/list',
    query: { limit: '10' },
    body: {},
    movesMoney: false,
  },
  {
    product: 'Virtual accounts',
    id: 'expire-virtual-account',
    title: 'Expire a virtual account',
    description: 'Ends one virtual account for good: nobody can pay into it any more.',
    method: 'DELETE',
    path: '/v1/accounts/virtual/{identifier}',
    movesMoney: false,
  },
  {
    product: 'Checkout',
    id: 'create-checkout-order',
    title: 'Create an order',
    description:
      'Creates an order and answers with the link where the customer pays; the amount is in naira.',
    method: 'POST',
    path: '/v1/checkout/order',
    body: { order, tokenizeCard: false },
    movesMoney: false,
  },
  {
    product: 'Checkout',
    id: 'get-checkout-order',
    title: 'Get an order',
    description: 'Answers with one order, by its reference.',
    method: 'GET',
    path: '/v1/checkout/order/{orderReference}',
    movesMoney: false,
  },
  {
    product: 'Checkout',
    id: 'get-checkout-transaction',
    title: 'Get the payment of an order',
    description: 'Answers with an order and how it was paid.',
    method: 'GET',
    path: '/v1/checkout/transaction',
    query: { idType: 'ORDER_REFERENCE', id: '{{orderReference}}' },
    movesMoney: false,
  },
  {
    product: 'Checkout',
    id: 'cancel-checkout-order',
    title: 'Cancel an order',
    description: 'Cancels an order that nobody has paid yet.',
    method: 'POST',
    path: '/v1/checkout/order/cancel',
    body: { orderReference: '{{orderReference}}' },
    movesMoney: false,
  },
  {
    product: 'Checkout',
    id: 'refund-checkout-payment',
    title: 'Refund a payment',
    description: 'Pays a payment back to the customer, in full or in part.',
    method: 'POST',
    path: '/v1/checkout/refund',
    body: { transactionId: '{{transactionId}}', amount: 5000 },
    movesMoney: true,
  },
  {
    product: 'Checkout',
    id: 'charge-saved-card',
    title: 'Charge a saved card',
    description: 'Takes the amount of an order from a card that the customer has saved.',
    method: 'POST',
    path: '/v1/checkout/tokenized-card-payment',
    body: { order, tokenKey: '{{tokenKey}}' },
    movesMoney: true,
  },
  {
    product: 'Transfers',
    id: 'list-banks',
    title: 'List banks',
    description: 'Lists the banks and their codes.',
    method: 'GET',
    path: '/v1/transfers/banks',
    movesMoney: false,
  },
  {
    product: 'Transfers',
    id: 'look-up-bank-account',
    title: 'Look up the name of a bank account',
    description: 'Answers with the name of the holder of a bank account.',
    method: 'POST',
    path: '/v1/transfers/bank/lookup',
    body: { accountNumber: '0554772814', bankCode: '053' },
    movesMoney: false,
  },
  {
    product: 'Transfers',
    id: 'transfer-to-bank',
    title: 'Transfer to a bank account',
    description: 'Sends money from the parent account to a bank account.',
    method: 'POST',
    path: '/v2/transfers/bank',
    headers: [idempotencyKey],
    body: {
      amount: 3500,
      accountNumber: '0554772814',
      accountName: 'Ada Obi',
      bankCode: '058',
      merchantTxRef: 'bank-transfer-0001',
      senderName: 'Ada Obi',
      narration: 'Test',
    },
    movesMoney: true,
  },
  {
    product: 'Transfers',
    id: 'transfer-to-bank-from-sub-account',
    title: 'Transfer from a sub-account to a bank account',
    description: 'Sends money from a sub-account to a bank account.',
    method: 'POST',
    path: '/v2/transfers/bank/{subAccountId}',
    headers: [idempotencyKey],
    body: {
      amount: 3500,
      accountNumber: '0554772814',
      accountName: 'Ada Obi',
      bankCode: '058',
      merchantTxRef: 'sub-account-transfer-0001',
      senderName: 'Ada Obi',
      narration: 'Test',
    },
    movesMoney: true,
  },
  {
    product: 'Transfers',
    id: 'transfer-to-wallet',
    title: 'Transfer to a Nomba account',
    description: 'Sends money from the parent account to another account at Nomba.',
    method: 'POST',
    path: '/v2/transfers/wallet',
    headers: [idempotencyKey],
    body: {
      amount: 3500,
      receiverAccountId: '{{receiverAccountId}}',
      merchantTxRef: 'wallet-transfer-0001',
      narration: 'Test',
    },
    movesMoney: true,
  },
  {
    product: 'Transactions',
    id: 'list-transactions',
    title: 'List transactions',
    description: 'Lists the transactions of the parent account between two dates.',
    method: 'GET',
    path: '/v1/transactions/accounts',
    query: { limit: '10', dateFrom: '2026-01-01T00:00:00', dateTo: '2026-01-31T23:59:59' },
    movesMoney: false,
  },
  {
    product: 'Transactions',
    id: 'get-transaction',
    title: 'Get the transaction of an order',
    description: 'Answers with one transaction of the parent account, by the reference of its order.',
    method: 'GET',
    path: '/v1/transactions/accounts/single',
    query: { orderReference: '{{orderReference}}' },
    movesMoney: false,
  },
  {
    product: 'Transactions',
    id: 'requery-transaction',
    title: 'Ask again how a transaction ended',
    description: 'Answers with the final status of a transaction, by its session id.',
    method: 'GET',
    path: '/v1/transactions/requery/{sessionId}',
    movesMoney: false,
  },
  {
    product: 'Transactions',
    id: 'list-bank-transactions',
    title: 'List bank transactions',
    description: 'Lists the transfers from and to banks.',
    method: 'GET',
    path: '/v1/transactions/bank',
    query: { limit: '10' },
    movesMoney: false,
  },
  {
    product: 'Terminals',
    id: 'list-terminals',
    title: 'List terminals',
    description: 'Lists the terminals that are assigned to the parent account.',
    method: 'GET',
    path: '/v1/accounts/terminals',
    movesMoney: false,
  },
  {
    product: 'Terminals',
    id: 'assign-terminal',
    title: 'Assign a terminal',
    description: 'Assigns a terminal to the parent account, by its serial number.',
    method: 'POST',
    path: '/v1/terminals/assign',
    body: { serialNumber: '55555555', terminalLabel: 'Testing' },
    movesMoney: false,
  },
  {
    product: 'Terminals',
    id: 'request-terminal-payment',
    title: 'Ask for a payment on a terminal',
    description: 'Shows an amount on a terminal, where the customer then pays it.',
    method: 'POST',
    path: '/v1/terminals/payment-request/{terminalId}',
    body: { merchantTxRef: 'terminal-payment-0001', amount: '1000', currency: 'NGN' },
    movesMoney: false,
  },
  {
    product: 'Bills',
    id: 'list-data-plans',
    title: 'List data plans',
    description: 'Lists the data plans of a network and what they cost.',
    method: 'GET',
    path: '/v1/bill/data-plan/{telco}',
    movesMoney: false,
  },
  {
    product: 'Bills',
    id: 'list-electricity-companies',
    title: 'List electricity companies',
    description: 'Lists the companies whose electricity can be paid for.',
    method: 'GET',
    path: '/v1/bill/electricity/discos',
    movesMoney: false,
  },
  {
    product: 'Bills',
    id: 'look-up-electricity-customer',
    title: 'Look up an electricity customer',
    description: 'Answers with the name of the customer that a meter belongs to.',
    method: 'GET',
    path: '/v1/bill/electricity/lookup',
    query: { disco: 'jed', customerId: '0200000001' },
    movesMoney: false,
  },
  {
    product: 'Bills',
    id: 'look-up-cable-tv-customer',
    title: 'Look up a cable TV customer',
    description: 'Answers with the name of the customer that a decoder belongs to.',
    method: 'GET',
    path: '/v1/bill/cabletv/lookup',
    query: { cableTvType: 'dstv', customerId: '1000000001' },
    movesMoney: false,
  },
  {
    product: 'Bills',
    id: 'buy-airtime',
    title: 'Buy airtime',
    description: 'Pays for airtime of a phone number.',
    method: 'POST',
    path: '/v1/bill/topup',
    body: {
      amount: 200,
      phoneNumber: '08055441122',
      network: 'GLO',
      merchantTxRef: 'airtime-0001',
      senderName: 'Ada Obi',
    },
    movesMoney: true,
  },
  {
    product: 'Bills',
    id: 'buy-data',
    title: 'Buy data',
    description: 'Pays for a data plan of a phone number.',
    method: 'POST',
    path: '/v1/bill/data',
    body: { productId: 'mtn47', phoneNumber: '08055441122', network: 'MTN', merchantTxRef: 'data-0001' },
    movesMoney: true,
  },
  {
    product: 'Bills',
    id: 'buy-electricity',
    title: 'Buy electricity',
    description: 'Pays for the electricity of a meter.',
    method: 'POST',
    path: '/v1/bill/electricity',
    body: {
      disco: 'jed',
      customerId: '0200000001',
      meterType: 'prepaid',
      amount: 1000,
      merchantTxRef: 'electricity-0001',
      payerName: 'Ada Obi',
    },
    movesMoney: true,
  },
  {
    product: 'Bills',
    id: 'pay-cable-tv',
    title: 'Pay for cable TV',
    description: 'Pays for the subscription of a decoder.',
    method: 'POST',
    path: '/v1/bill/cabletv',
    body: {
      cableTvType: 'dstv',
      customerId: '1000000001',
      amount: 1000,
      merchantTxRef: 'cable-tv-0001',
      payerName: 'Ada Obi',
    },
    movesMoney: true,
  },
  {
    product: 'Bills',
    id: 'fund-betting-account',
    title: 'Fund a betting account',
    description: 'Pays into the account of a customer of a betting company.',
    method: 'POST',
    path: '/v1/bill/betting',
    body: {
      bettingProvider: 'bet9ja',
      customerId: '1000001',
      amount: 1000,
      merchantTxRef: 'betting-0001',
    },
    movesMoney: true,
  },
  {
    product: 'Direct debits',
    id: 'list-mandates',
    title: 'List direct debit mandates',
    description: 'Lists the mandates that customers have given to debit their bank accounts.',
    method: 'GET',
    path: '/v1/direct-debits/mandates',
    query: { page: '0', pageSize: '10' },
    movesMoney: false,
  },
  {
    product: 'Webhooks',
    id: 'list-webhook-events',
    title: 'List webhook events',
    description: 'Lists the events that Nomba sent to your webhook; its success code is “200”.',
    method: 'POST',
    path: '/v1/webhooks/event-logs',
    body: webhookEvents,
    movesMoney: false,
  },
  {
    product: 'Webhooks',
    id: 're-push-webhook-event',
    title: 'Send a webhook event again',
    description: 'Sends one event to your webhook again.',
    method: 'POST',
    path: '/v1/webhooks/re-push',
    body: { hooksRequestId: '{{hooksRequestId}}' },
    movesMoney: false,
  },
  {
    product: 'Webhooks',
    id: 'replay-webhook-events',
    title: 'Send the webhook events of a period again',
    description: 'Sends all events of a period to your webhook again, those that it has had included.',
    method: 'POST',
    path: '/v1/webhooks/replay',
    body: webhookEvents,
    movesMoney: false,
  },
];
