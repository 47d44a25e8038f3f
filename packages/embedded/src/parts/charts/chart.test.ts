import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { referenceOf } from '../../middleware/image/middleware-image.ts';
import { chartImage } from './index.ts';

test('the chart runs the image that the platform makes', async () => {
  const file = join(import.meta.dirname, 'redis-standalone/values.yaml');
  const { image } = parse(await readFile(file, 'utf8'));
  assert.equal(`${image.repository}:${image.tag}`, referenceOf(chartImage));
});
