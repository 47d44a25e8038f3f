import { readFileSync, writeFileSync } from 'node:fs';

export const readJson = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8'));

export const writeJson = (file: string, value: object) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
