import { bearerFingerprint } from './calls';
import { EmulatorInputError } from './input';
import type { Reply } from './replies';
import type { EmulatorState } from './state';

/** Where the control endpoint starts. */
export const controlPath = '/__control';

/**
 * The emulator's own calls, JSON in and out: `GET /__control` (state), `PUT /__control/options` (any part of them),
 * `POST /__control/faults` (one or a list), `GET /__control/calls`, and without a body `POST /__control/revoke-all`,
 * `/release` (held calls) and `/reset`. Answers 200, 400 `{errors}` for what it does not understand, or 404.
 */
export function control(state: EmulatorState, method: string, path: string, body: string): Reply {
  try {
    return { status: 200, body: perform(state, `${method} ${path.slice(controlPath.length)}`, body) };
  } catch (error) {
    if (error instanceof UnknownControl) {
      return { status: 404, body: { errors: ['there is no such control'] } };
    }
    if (error instanceof EmulatorInputError) {
      return { status: 400, body: { errors: error.errors } };
    }
    throw error;
  }
}

class UnknownControl extends Error {}

function perform(state: EmulatorState, request: string, body: string): unknown {
  switch (request) {
    case 'GET ':
    case 'GET /':
      return describe(state);
    case 'PUT /options':
      return state.changeOptions(parse(body));
    case 'POST /faults': {
      const faults = parse(body);
      for (const fault of Array.isArray(faults) ? (faults as unknown[]) : [faults]) {
        state.faults.add(fault);
      }
      return { faults: state.faults.waiting };
    }
    case 'GET /calls':
      return { calls: state.calls.all };
    case 'POST /revoke-all':
      state.tokens.revokeAll();
      return describe(state);
    case 'POST /release':
      state.held.releaseAll();
      return describe(state);
    case 'POST /reset':
      state.reset();
      return describe(state);
    default:
      throw new UnknownControl();
  }
}

/** Tokens by fingerprint and clients without secrets: this is printed and pasted. */
function describe(state: EmulatorState): unknown {
  return {
    options: state.options,
    now: new Date(state.now()).toISOString(),
    clients: state.clients.map(({ clientId, accountId, subAccountId, environment }) => ({
      clientId,
      accountId,
      subAccountId,
      environment,
    })),
    tokens: state.tokens.current.map((tokens) => ({
      clientId: tokens.clientId,
      bearer: bearerFingerprint(tokens.accessToken),
      expiresAt: new Date(tokens.expiresAt).toISOString(),
    })),
    faults: state.faults.waiting,
    calls: state.calls.all.length,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new EmulatorInputError(['body must be JSON']);
  }
}
