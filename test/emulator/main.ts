import { parseArgs } from 'node:util';
import type { Emulator } from './emulator';
import { startEmulator } from './server';

const usualPort = 4010;

/** Starts on `--port`, else on the usual port, else (when that is taken) on any. */
async function start(): Promise<Emulator> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  if (values.port !== undefined) {
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) {
      throw new Error('--port must be a whole number from 0 to 65535');
    }
    return startEmulator({ port });
  }
  try {
    return await startEmulator({ port: usualPort });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return startEmulator();
    }
    throw error;
  }
}

/** Everything that is printed here is invented: none of it opens anything at Nomba. */
function describe(emulator: Emulator): string {
  const { baseUrl, controlUrl } = emulator;
  const client = emulator.clients.find((known) => known.environment === emulator.options.environment);
  return `A local Nomba API (${emulator.options.environment}) listens on ${baseUrl} until Ctrl+C.

Invented credentials that it knows:
  account id     ${client?.accountId ?? ''}
  sub-account id ${client?.subAccountId ?? ''}
  client id      ${client?.clientId ?? ''}
  client secret  ${client?.clientSecret ?? ''}

Get a token:
  curl -s ${baseUrl}/v1/auth/token/issue -H 'Content-Type: application/json' -H 'accountId: ${client?.accountId ?? ''}' \\
    -d '{"grant_type":"client_credentials","client_id":"${client?.clientId ?? ''}","client_secret":"${client?.clientSecret ?? ''}"}'

Change how it behaves while it runs:
  curl -s ${controlUrl}
  curl -s -X PUT ${controlUrl}/options -d '{"lifetimeMs":60000,"singleSession":true}'
  curl -s ${controlUrl}/faults -d '{"kind":"refresh","type":"reset","moment":"after"}'
  curl -s ${controlUrl}/faults -d '{"kind":"api","type":"respond","status":500,"body":{"code":"500","description":"Server error"}}'
  curl -s ${controlUrl}/calls
  curl -s -X POST ${controlUrl}/revoke-all
  curl -s -X POST ${controlUrl}/reset
`;
}

async function main(): Promise<void> {
  const emulator = await start();
  process.stdout.write(describe(emulator));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void emulator.close();
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
