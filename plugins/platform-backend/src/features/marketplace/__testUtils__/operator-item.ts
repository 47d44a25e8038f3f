import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { operatorDefinitions } from '@pilothouse/plugin-platform-backend-module-operators';
import type { MiddlewareProvider } from '@pilothouse/plugin-platform-node';

/** A provider of the one item that a definition file of the operators' module means. */
export async function operatorItem(file: string): Promise<MiddlewareProvider> {
  const path = resolvePackagePath(
    '@pilothouse/plugin-platform-backend-module-operators',
    `definitions/${file}`,
  );
  const read = operatorDefinitions.read(await readFile(path, 'utf8'));
  return {
    name: 'test',
    items: () => (read.kind === 'item' ? [read.item] : []),
  };
}
