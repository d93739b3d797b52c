import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { commandPalette, settings } from '../../../src/contributions';
import { findingCodes } from '../../../src/httpFile/findingCodes';
import { readManifest, readPlaceholders, readTexts } from './manifest';

describe('package.json', () => {
  const manifest = readManifest();
  const { commands, menus, configuration } = manifest.contributes;

  it('contributes exactly the commands of contributions.ts, in the category Nomba and with a title', () => {
    assert.deepEqual(
      commands.map(({ command, category, title }) => ({
        command,
        category,
        titled: title.length > 3 && !title.includes('%'),
      })),
      Object.keys(commandPalette).map((command) => ({ command, category: 'Nomba', titled: true })),
    );
  });

  it('has an implementation for every command, one file or table entry each', () => {
    const folder = path.join(__dirname, '../../../src/vscode/commands');
    const files = new Set(readdirSync(folder).map((file) => path.basename(file, '.ts')));
    const shared: Readonly<Record<string, string>> = {
      copyAccessToken: 'copyToken',
      copyAuthorizationHeader: 'copyToken',
    };
    const missing = Object.keys(commandPalette).filter((id) => {
      const name = id.replace(/^nomba\./, '');
      return !files.has(shared[name] ?? name);
    });
    assert.deepEqual(missing, []);
  });

  it('keeps out of the palette what contributions.ts keeps out of it', () => {
    const hidden = (menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const expected = Object.entries(commandPalette)
      .filter(([, shown]) => !shown)
      .map(([id]) => id);
    assert.deepEqual(hidden, expected);
  });

  it('names only commands that exist in its menus', () => {
    const unknown = Object.values(menus)
      .flat()
      .map(({ command }) => command)
      .filter((command) => !(command in commandPalette));
    assert.deepEqual(unknown, []);
  });

  it('contributes exactly the settings of contributions.ts, with type, default, scope, limits and description', () => {
    const contributed = Object.entries(configuration.properties).map(([key, property]) => ({
      key,
      type: property.type,
      default: property.default,
      scope: property.scope,
      choices: property.enum,
      range: property.minimum === undefined ? undefined : [property.minimum, property.maximum],
      described: property.markdownDescription.length > 10 && !property.markdownDescription.startsWith('%'),
    }));
    const declared = Object.entries(settings).map(([key, facts]) => ({
      key,
      type: Array.isArray(facts.default) ? 'array' : typeof facts.default,
      default: facts.default,
      scope: facts.scope,
      choices: 'choices' in facts ? facts.choices : undefined,
      range: 'range' in facts ? facts.range : undefined,
      described: true,
    }));
    assert.deepEqual(contributed, declared);
  });

  it('lets the severity of exactly the findings be set that there are', () => {
    const choices = ['error', 'warning', 'information', 'hint', 'off'];
    assert.deepEqual(
      configuration.properties['nomba.diagnostics.severity']?.properties,
      Object.fromEntries(
        Object.entries(findingCodes).map(([code, { defaultSeverity, title }]) => [
          code,
          { enum: choices, default: defaultSeverity, description: title },
        ]),
      ),
    );
  });

  it('describes each choice of a setting', () => {
    const counts = Object.values(configuration.properties).map((property) => ({
      choices: property.enum?.length,
      descriptions: property.enumDescriptions?.length,
    }));
    assert.deepEqual(
      counts.filter(({ choices, descriptions }) => choices !== descriptions),
      [],
    );
  });

  it('uses every text of package.nls.json and lacks none', () => {
    assert.deepEqual([...new Set(readPlaceholders())].sort(), Object.keys(readTexts()).sort());
  });

  it('is typed against the oldest VS Code that it supports', () => {
    const { engines, devDependencies } = manifest;
    assert.equal(engines.vscode, `^${devDependencies['@types/vscode'] ?? ''}`);
  });

  it('pins every dependency to one version', () => {
    const loose = Object.entries(manifest.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    assert.deepEqual(loose, []);
  });
});
