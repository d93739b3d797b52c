import { startDesktopEditor } from './desktopEditor';
import type { Launch } from './launch';
import { startWebEditor } from './webEditor';
import type { RunningEditor } from './window';
import { startWindowControl } from './windowControl';

/** Starts the editor of a launch together with the window control that the code inside it may use. */
export async function startEditor(
  launch: Launch,
  onOutput: (line: string) => void,
  log: (line: string) => void,
): Promise<RunningEditor> {
  const control = await startWindowControl(launch.picturesDir);
  const controlled = { ...launch, environment: { ...control.environment, ...launch.environment } };
  try {
    const editor =
      launch.executable === undefined
        ? await startWebEditor(controlled, onOutput, log)
        : await startDesktopEditor(controlled, launch.executable, onOutput);
    control.attach(editor.page);
    return {
      ...editor,
      async end() {
        await editor.end();
        await control.end();
      },
    };
  } catch (error) {
    await control.end();
    throw error;
  }
}
