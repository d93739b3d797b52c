import { emulatorCredentials } from '../emulator/clients';
import type { Session } from './session';

/**
 * Adds a profile of the emulator's first client through the palette, step by step, without waiting for what comes of it.
 *
 * @param clientSecret another one than the client's
 */
async function enterCustomProfile(
  { workbench, emulator }: Session,
  name: string,
  clientSecret?: string,
): Promise<void> {
  const { quickInput, page } = workbench;
  const [client = emulatorCredentials] = emulator.clients;
  await workbench.runCommand('Nomba: Add Profile…');
  await quickInput.waitForTitle('(1/6)');
  await page.keyboard.type('custom');
  await quickInput.pick('custom');
  await quickInput.answer('(2/7)', name);
  await quickInput.answer('(3/7)', emulator.baseUrl);
  await quickInput.answer('(4/7)', client.accountId);
  await quickInput.answer('(5/7)', '');
  await quickInput.answer('(6/7)', client.clientId);
  await quickInput.answer('(7/7)', clientSecret ?? client.clientSecret);
}

/** Adds a profile of the emulator and waits until its token is there and the toasts are gone. */
export async function addCustomProfile(session: Session, name: string): Promise<void> {
  await enterCustomProfile(session, name);
  await session.workbench.toast(`“${name}” is ready.`);
  await session.workbench.clearToasts();
}
