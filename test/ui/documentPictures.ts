// Makes the pictures of the README, the walkthrough and the icon: `node --import tsx test/ui/documentPictures.ts`, after `node esbuild.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import UPNG from 'upng-js';
import { addCustomProfile } from './enterProfile';
import { sendingHttpYac } from './sendingClient';
import { openSession, type Session } from './session';

const mediaDir = path.resolve(__dirname, '../../media');

/** Of nobody, and not obviously so: a picture full of 1s and 9s explains nothing. */
const client = {
  clientId: '5b8f2c1e-6d34-4a9b-8e57-c02d9f41a6b3',
  clientSecret: 'test-secret-for-pictures',
  accountId: 'e4a7d0c2-91f5-4b68-a3de-7f26b8159c04',
  subAccountId: '0c6e3b9a-2f71-4d85-b94c-18a5e7d3f260',
  environment: 'sandbox',
} as const;

const requests = [
  '### The balance of the account',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
  '',
  '### A checkout',
  'POST {{$processEnv NOMBA_BASE_URL}}/v1/checkout/order',
  'Content-Type: application/json',
  '',
  '{ "order": { "amount": "2500.00", "currency": "NGN", "customerEmail": "ada@example.com" } }',
  '',
].join('\n');

/** Three parts that look like those of a token, and say nothing. */
const literal = ['eyJhbGciOiJIUzI1NiJ9', 'eyJFOnNhbmRib3gubm9tYmEiOiIifQ', 'aW52ZW50ZWQtc2lnbmF0dXJl'].join(
  '.',
);

const requestsWithToken = [
  '### The banks',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/transfers/banks',
  'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
  'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}',
  '',
  '### The balance of the account',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
  `Authorization: Bearer ${literal}`,
  'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}',
  '',
].join('\n');

/** Takes all pictures with one window. */
async function makePictures(): Promise<void> {
  const session = await openSession({
    name: 'documents',
    files: { 'nomba.http': requests, 'banks.http': requestsWithToken },
    clients: [sendingHttpYac],
    emulator: { lifetimeMs: 25 * 60_000, clients: [client] },
    deviceScaleFactor: 2,
    userSettings: {
      'breadcrumbs.enabled': false,
      'editor.occurrencesHighlight': 'off',
      'editor.scrollbar.vertical': 'hidden',
      'editor.scrollbar.horizontal': 'hidden',
      'editor.overviewRulerBorder': false,
      'editor.hideCursorInOverviewRuler': true,
      'workbench.activityBar.location': 'hidden',
    },
  });
  try {
    await hideWhatTheDesktopHasNot(session);
    await takeIcon(session);
    await takePictures(session);
  } finally {
    await session.close();
  }
}

async function takePictures(session: Session): Promise<void> {
  const { workbench } = session;
  const { page, quickInput, statusBarItem, codeEditor } = workbench;
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Nomba: Add Profile…');
  await quickInput.waitForTitle('(1/6)');
  await quickInput.rowsWith('production');
  // As wide as the box, and as high as its list.
  await take(session, 'walkthrough-profile', { x: 330, y: 0, width: 620, height: 165 });
  await quickInput.leave();

  await workbench.openFile('nomba.http');
  await addCustomProfile(session, 'sandbox');
  await statusBarItem.waitForText('sandbox 24m');
  await page.setViewportSize({ width: 560, height: 200 });
  await page.keyboard.press('Control+A');
  await workbench.runCommand('Nomba: Insert Bearer Token');
  await workbench.waitForEditorText('accountId: {{$processEnv NOMBA_ACCOUNT_ID}}');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await workbench.save();
  await codeEditor.waitForNothingMissing();
  await take(session, 'walkthrough-insert');

  await page.setViewportSize({ width: 1000, height: 560 });
  await statusBarItem.hover();
  await take(session, 'readme-window');
  await takeRequestFile(session);
}

/** A token in a file, and what can be done about it. */
async function takeRequestFile(session: Session): Promise<void> {
  const { workbench } = session;
  const { codeEditor, page } = workbench;
  await page.mouse.move(0, 0);
  await workbench.runCommand('View: Close All Editors');
  await page.setViewportSize({ width: 940, height: 560 });
  await workbench.openFile('banks.http');
  await codeEditor.lensesWith('Token in the file');
  await codeEditor.waitForError();
  await codeEditor.goToEndOf(literal);
  await codeEditor.openFixes('Use the access token by reference');
  // Without the bars above and below, which the other picture shows.
  await take(session, 'readme-request-file', { x: 0, y: 35, width: 940, height: 305 });
  await page.keyboard.press('Escape');
  await takeNewFile(session);
  await takeAnswer(session);
}

/** Requests that are picked for a new file. */
async function takeNewFile({ workbench, ...session }: Session): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Nomba: New Request File…');
  await quickInput.waitForTitle('New Request File');
  await quickInput.click('Get the balance');
  await quickInput.waitForCount('1 Selected');
  // As wide as the box.
  await take({ workbench, ...session }, 'readme-new-file', { x: 160, y: 0, width: 620, height: 330 });
  await quickInput.leave();
}

/** A request that was sent by a click, and what came of it. */
async function takeAnswer(session: Session): Promise<void> {
  const { workbench } = session;
  const { codeEditor, page } = workbench;
  await page.setViewportSize({ width: 1120, height: 560 });
  await workbench.openFile('nomba.http');
  await codeEditor.lensesWith('sandbox');
  await codeEditor.clickLens('Send');
  await workbench.waitForEditorText('timeCreated');
  await page.mouse.move(0, 0);
  await take(session, 'readme-send', { x: 0, y: 35, width: 1120, height: 250 });
}

/** @param clip CSS pixels; the whole window without it */
async function take(
  { workbench }: Session,
  name: string,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const picture = await workbench.page.screenshot({
    animations: 'disabled',
    ...(clip !== undefined && { clip }),
  });
  await writeFile(path.join(mediaDir, `${name}.png`), withFewColours(picture));
}

/** With 32 colours instead of all, a picture of a window looks the same and has a third of the bytes; it is part of the download. */
function withFewColours(png: Buffer): Buffer {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, 32));
}

/** The keyboard layout and the forwarded ports stand in the status bar of the web kind only. */
async function hideWhatTheDesktopHasNot({ workbench }: Session): Promise<void> {
  await workbench.page.addStyleTag({
    content:
      '.statusbar-item[aria-label^="Layout:"], .statusbar-item[id*="forwardedPorts"], .statusbar-item[id*="keyboardLayout"] { display: none !important; }',
  });
}

/** 128 by 128 pixels: 64 CSS pixels in a window of two pixels each. */
async function takeIcon({ workbench }: Session): Promise<void> {
  const page = await workbench.page.context().newPage();
  await page.setViewportSize({ width: 64, height: 64 });
  const svg = await readFile(path.join(mediaDir, 'icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: path.join(mediaDir, 'icon.png'), omitBackground: true });
  await page.close();
}

void makePictures();
