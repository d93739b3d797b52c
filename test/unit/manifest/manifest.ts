import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const root = path.join(__dirname, '../../..');

const menuSchema = v.array(v.object({ command: v.string(), when: v.optional(v.string()) }));

const settingSchema = v.object({
  type: v.string(),
  default: v.unknown(),
  scope: v.string(),
  markdownDescription: v.string(),
  enum: v.optional(v.array(v.string())),
  enumDescriptions: v.optional(v.array(v.string())),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  properties: v.optional(
    v.record(
      v.string(),
      v.object({ enum: v.array(v.string()), default: v.string(), description: v.string() }),
    ),
  ),
});

const manifestSchema = v.object({
  main: v.string(),
  activationEvents: v.array(v.string()),
  engines: v.object({ vscode: v.string() }),
  devDependencies: v.record(v.string(), v.string()),
  contributes: v.object({
    commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
    menus: v.record(v.string(), menuSchema),
    configuration: v.object({ properties: v.record(v.string(), settingSchema) }),
  }),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;

function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** `package.json` with every `%key%` replaced by its text in `package.nls.json`, as VS Code shows it. */
export function readManifest(): Manifest {
  const texts = readTexts();
  const json = readText('package.json').replace(/%([a-zA-Z.]+)%/g, (placeholder, key: string) => {
    const text = texts[key];
    return text === undefined ? placeholder : JSON.stringify(text).slice(1, -1);
  });
  return v.parse(manifestSchema, JSON.parse(json));
}

/** `package.nls.json`. */
export function readTexts(): Readonly<Record<string, string>> {
  return v.parse(v.record(v.string(), v.string()), JSON.parse(readText('package.nls.json')));
}

/** The `%key%` placeholders that `package.json` uses. */
export function readPlaceholders(): readonly string[] {
  return [...readText('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
}

export function readReadme(): string {
  return readText('README.md');
}
