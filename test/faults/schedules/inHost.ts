import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import * as vscode from 'vscode';
import { recordMessages } from '../../integration/messages';
import { credentialsNames, type Cast } from './cast';
import { readHostRun, type HostResult, type ScheduleFailure } from './hostRun';
import { readStored } from './observe';
import { playInTurn, playTogether, type Played } from './play';
import type { Schedule } from './schedule';
import { restartWithOpenStorage, type TestWindow } from './testWindow';

/** What VS Code calls inside the extension host. The result goes to the launcher's file. */
export async function run(): Promise<void> {
  const { inTurn, together, resultFile } = readHostRun();
  hideMessages();
  recordMessages();
  const window = await restartWithOpenStorage();
  const failures: ScheduleFailure[] = [];
  const start = Date.now();
  let number = 0;
  let bySteps = 0;
  const play = async (
    schedules: readonly Schedule[],
    how: (window: TestWindow, cast: Cast, schedule: Schedule) => Promise<Played>,
  ): Promise<number> => {
    const began = Date.now();
    for (const schedule of schedules) {
      const played = await how(window, castOf(number), schedule).catch((error: unknown) => ({
        findings: [format(error)],
        bySteps: false,
      }));
      number += 1;
      bySteps += played.bySteps ? 1 : 0;
      if (played.findings.length > 0) {
        failures.push({ schedule, inTurn: how === playInTurn, findings: played.findings });
      }
    }
    return Date.now() - began;
  };
  const inTurnMs = await play(inTurn, playInTurn);
  const togetherMs = await play(together, playTogether);
  failures.push(...(await lateWrites(window, [...inTurn, ...together])));
  const result: HostResult = {
    failures,
    figures: { bySteps, inTurnMs, togetherMs, totalMs: Date.now() - start },
  };
  await writeFile(resultFile, JSON.stringify(result));
}

function castOf(number: number): Cast {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const envFile = vscode.Uri.file(path.join(folder?.uri.fsPath ?? '', 'schedules.env')).toString();
  return { number, baseUrl: readHostRun().baseUrl, envFile };
}

/** What has come into the storage after its schedule was over. Seen to find a store that writes each token once more, half a second later. */
async function lateWrites(
  window: TestWindow,
  schedules: readonly Schedule[],
): Promise<readonly ScheduleFailure[]> {
  const failures: ScheduleFailure[] = [];
  for (const [number, schedule] of schedules.entries()) {
    const stored = await Promise.all(
      credentialsNames.map(async (of) => ({ of, ...(await readStored(window, castOf(number), of)) })),
    );
    const findings = stored
      .filter(({ clientSecret, bearer }) => clientSecret !== undefined || bearer !== undefined)
      .map(({ of }) => `Something was stored for ${of} after the end.`);
    if (findings.length > 0) {
      failures.push({ schedule, inTurn: false, findings });
    }
  }
  return failures;
}

/** Hundreds of toasts would slow the window down, and nobody reads them. */
function hideMessages(): void {
  const hide = async (): Promise<undefined> => Promise.resolve(undefined);
  Object.assign(vscode.window, {
    showInformationMessage: hide,
    showWarningMessage: hide,
    showErrorMessage: hide,
  });
}
