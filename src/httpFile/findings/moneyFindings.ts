import type { Finding } from '../finding';
import type { NombaContext, NombaRequest } from '../nombaRequest';
import { problemOf } from './pathFindings';
import { requestSpan } from './urlPlace';

/** Requests that move real money. One with a wrong path moves none. */
export function moneyFindings(request: NombaRequest, context: NombaContext): readonly Finding[] {
  const { destination, entry, target } = request;
  const movesMoney =
    destination.kind === 'production' &&
    entry?.movesMoney === true &&
    problemOf(request, target.url, context) === undefined;
  return movesMoney
    ? [
        {
          code: 'moves-money',
          ...requestSpan(target),
          message: 'This request moves real money: it goes to production.',
          fixes: [],
        },
      ]
    : [];
}
