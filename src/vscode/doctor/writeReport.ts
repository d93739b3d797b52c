import type { Services } from '../services';
import { doctorReport } from './doctorReport';
import { gatherFacts } from './gatherFacts';

/** @returns `undefined` when the signal aborts. */
export async function writeReport(services: Services, signal: AbortSignal): Promise<string | undefined> {
  const { facts, secrets } = await gatherFacts(services, signal);
  return signal.aborted ? undefined : doctorReport(facts, secrets);
}
